package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.clearmladmin.errors.ApiError;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.ForeignCodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request and its reply over HTTP. Everything that can happen on the way becomes one of our exceptions here. */
final class HttpExchange implements Exchange {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_UUID = 36;

    private final OkHttpClient http;
    private final OkHttpClient unpooled;
    private final Requests requests;
    private final Duration attemptTimeout;
    private final long maxResponseBytes;
    private final Redactor redactor;
    private final Time time;

    HttpExchange(
            OkHttpClient http,
            Requests requests,
            Duration attemptTimeout,
            long maxResponseBytes,
            Redactor redactor,
            Time time) {
        this.http = http;
        this.unpooled = http.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
        this.requests = requests;
        this.attemptTimeout = attemptTimeout;
        this.maxResponseBytes = maxResponseBytes;
        this.redactor = redactor;
        this.time = time;
    }

    @Override
    public Reply send(Call call) {
        long attempt =
                call.context().options().attemptTimeout().orElse(attemptTimeout).toNanos();
        long timeout = Math.min(attempt, call.remaining(time));
        if (timeout <= 0) {
            throw call.notSentInTime("not sent: the deadline had passed; raise callTimeout", null);
        }
        okhttp3.Call request = clientFor(call).newCall(requests.of(call));
        TransmissionTracker progress = new TransmissionTracker(http.connectTimeoutMillis());
        request.addEventListener(progress);
        request.timeout().timeout(timeout, TimeUnit.NANOSECONDS);
        try (Response response = Foreign.call("OkHttp", request::execute)) {
            return read(call, response, progress);
        } catch (IOException failure) {
            throw failed(call, progress, failure);
        } catch (ClearMlException | DownloadReader.UnwritableException ours) {
            throw ours;
        } catch (ForeignCodeException foreign) {
            throw failed(call, progress, ofOkHttp(foreign.getCause()));
        } catch (RuntimeException undeclared) {
            throw failed(call, progress, new IOException(undeclared));
        }
    }

    // A user's OkHttpClient may have interceptors, which throw whatever they like.
    private static IOException ofOkHttp(@Nullable Throwable thrown) {
        return thrown instanceof IOException failure ? failure : new IOException(thrown);
    }

    // A kept connection may have been closed by the other side meanwhile, which shows only when no reply comes: whether
    // the request was received is unknown then. A call that must not be repeated does not take that chance.
    private OkHttpClient clientFor(Call call) {
        return call.line().mayRepeat() ? http : unpooled;
    }

    private Redactor redactor(Call call) {
        return redactor.and(call.secrets());
    }

    private Reply read(Call call, Response response, TransmissionTracker progress) throws IOException {
        CappedStream body =
                new CappedStream(response.body().byteStream(), response.body().contentLength(), maxResponseBytes);
        if (isHtml(response)) {
            throw gateway(call, response, false);
        }
        Envelope envelope = new Envelope(response.isSuccessful());
        if (call.result().takesWhole(response)) {
            return whole(call, response, body, envelope, progress);
        }
        if (call.result() instanceof BareJsonReader && (response.code() == 401 || response.code() == 403)) {
            throw ApiErrors.exception(error(call, response, envelope));
        }
        try (JsonParser parser = Json.MAPPER.createParser(WireLog.reply(response, body, call, redactor))) {
            envelope.read(parser, call.result());
        } catch (IOException unreadable) {
            throw unreadable(call, response, body, envelope, progress, unreadable);
        }
        if (!envelope.isOurs()) {
            throw gateway(call, response, body.bytesRead() == 0);
        }
        if (!envelope.isSuccess()) {
            throw ApiErrors.exception(error(call, response, envelope));
        }
        return new Reply(envelope.value(), response.code(), id(call, envelope), response.headers(), call.attempt());
    }

    private Reply whole(
            Call call, Response response, CappedStream body, Envelope envelope, TransmissionTracker progress)
            throws IOException {
        boolean isDownload = call.result() instanceof DownloadReader;
        try {
            InputStream in = isDownload ? response.body().byteStream() : WireLog.reply(response, body, call, redactor);
            Object value = call.result().readWhole(in);
            return new Reply(value, response.code(), null, response.headers(), call.attempt());
        } catch (IOException unreadable) {
            throw isDownload
                    ? transport(call, progress, unreadable)
                    : unreadable(call, response, body, envelope, progress, unreadable);
        }
    }

    private static boolean isHtml(Response response) {
        String type = response.header("Content-Type");
        return type != null && type.contains("text/html");
    }

    private ApiError error(Call call, Response response, Envelope envelope) {
        Redactor redaction = redactor(call);
        return ApiError.builder()
                .endpoint(call.endpoint())
                .httpStatus(response.code())
                .code(envelope.codeOr(response.code()))
                .subcode(envelope.subcode())
                .message(SafeText.line(redaction.redact(envelope.message())))
                .data(redaction.redact(envelope.errorData()))
                .requestId(Optional.ofNullable(id(call, envelope)))
                .trx(call.trx())
                .retryAfter(Optional.ofNullable(RetryAfter.of(response, time)))
                .attempts(call.attempt())
                .build();
    }

    // It goes into logs and messages, and is no longer than two UUIDs on any server.
    private @Nullable String id(Call call, Envelope envelope) {
        String id = envelope.id();
        // A redactor costs 13 KB; what every server sends needs none.
        return id == null || isUsual(id) ? id : SafeText.line(redactor(call).redact(id), LONGEST_ID);
    }

    private static boolean isUsual(String id) {
        if (id.length() > LONGEST_UUID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private GatewayException gateway(Call call, Response response, boolean isEmpty) {
        Redactor redaction = redactor(call);
        return new GatewayException(
                call.endpoint(),
                call.attempt(),
                response.code(),
                SafeText.line(redaction.redact(String.valueOf(response.header("Content-Type", ""))), LONGEST_ID),
                RetryAfter.of(response, time),
                redaction.redact(GatewayHint.of(response, isEmpty)));
    }

    private CallException unreadable(
            Call call,
            Response response,
            CappedStream body,
            Envelope envelope,
            TransmissionTracker progress,
            IOException failure) {
        if (body.failure() != null) {
            return transport(call, progress, body.failure());
        }
        boolean hasBegun = envelope.isObject() || failure instanceof JsonEOFException || body.isTooLarge();
        if (!envelope.isOurs() && !(response.isSuccessful() && hasBegun)) {
            return gateway(call, response, body.bytesRead() == 0);
        }
        if (isDamaged(failure) && !body.isTooLarge()) {
            return new TransportException(
                    call.endpoint(),
                    call.attempt(),
                    TransportException.Fate.UNKNOWN,
                    failure instanceof JsonEOFException
                            ? "the reply broke off after " + body.bytesRead() + " bytes"
                            : "the reply is damaged: " + describe(call, failure),
                    null);
        }
        String problem = body.isTooLarge()
                ? "the reply is larger than maxResponseBytes, " + maxResponseBytes
                : "the reply cannot be read: " + describe(call, failure);
        String id = id(call, envelope);
        return new DecodingException(call.endpoint(), call.attempt(), id, problem, null);
    }

    // The API server writes whole JSON: anything else was lost or changed on the way.
    private static boolean isDamaged(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamReadException && !(cause instanceof InputCoercionException)) {
                return true;
            }
        }
        return false;
    }

    private String describe(Call call, IOException failure) {
        if (failure instanceof JsonMappingException misfit) {
            return redactor(call).redact(DecodingProblem.describe(misfit));
        }
        if (failure instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
            return "it is not JSON at line " + syntax.getLocation().getLineNr() + ", column "
                    + syntax.getLocation().getColumnNr();
        }
        return redactor(call).redact(String.valueOf(failure.getMessage()));
    }

    // OkHttp stumbles over the head of two replies: a 407 that no proxy sent, and a 503 with a Retry-After beyond an
    // int.
    private CallException failed(Call call, TransmissionTracker progress, IOException failure) {
        Response answer = progress.answer();
        return answer != null && isStumbling(answer, failure)
                ? gateway(call, answer, false)
                : transport(call, progress, failure);
    }

    private static boolean isStumbling(Response answer, IOException failure) {
        return switch (answer.code()) {
            case 407 -> failure instanceof ProtocolException;
            case 503 -> failure.getCause() instanceof NumberFormatException;
            default -> false;
        };
    }

    private TransportException transport(Call call, TransmissionTracker progress, IOException failure) {
        String while_ = "failed while " + progress.phase() + ": ";
        Redactor redaction = redactor(call);
        Throwable cause = redaction.cause(failure);
        boolean timedOut = failure instanceof InterruptedIOException
                && !Thread.currentThread().isInterrupted();
        if (timedOut && call.remaining(time) <= 0) {
            return new DeadlineExceededException(
                    call.endpoint(),
                    call.attempt(),
                    progress.fate(),
                    while_ + "the deadline of the call passed"
                            + (progress.isConnecting()
                                    ? ". " + TransportHint.ofConnecting(progress.isSecuring())
                                    : "; raise callTimeout"),
                    cause);
        }
        String reason = progress.isTooLate()
                ? "no connection in time. " + TransportHint.ofConnecting(progress.isSecuring())
                : redaction.redact(reason(failure)) + ". "
                        + TransportHint.of(failure, progress.fate(), progress.isSecuring())
                        + tried(call, failure);
        return new TransportException(call.endpoint(), call.attempt(), progress.fate(), while_ + reason, cause);
    }

    private String tried(Call call, IOException failure) {
        Long since = call.unreachableSince();
        if (since == null || !RetryDecision.isUnreachable(failure)) {
            return "";
        }
        return String.format(Locale.ROOT, " Tried for %.1f s (unreachableRetry).", (time.nanos() - since) / 1e9);
    }

    private static String reason(IOException failure) {
        @Nullable String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ", " + message;
    }
}
