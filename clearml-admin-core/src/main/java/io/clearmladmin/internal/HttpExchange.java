package io.clearmladmin.internal;

import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.ForeignCodeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request and its reply over HTTP. Every failure on the way becomes one of this library's exceptions here. */
final class HttpExchange implements Exchange {

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
        } catch (ClearMlException | DownloadReader.UnwritableException ours) {
            throw ours;
        } catch (ForeignCodeException foreign) {
            throw failed(call, progress, ofOkHttp(foreign.getCause()));
        } catch (RuntimeException undeclared) {
            throw failed(call, progress, new IOException(undeclared));
        }
    }

    // A user's OkHttpClient may have interceptors, which may throw anything.
    private static IOException ofOkHttp(@Nullable Throwable thrown) {
        return thrown instanceof IOException failure ? failure : new IOException(thrown);
    }

    // A kept connection may have been closed by the other side meanwhile, which shows only when no reply comes: whether
    // the request was received is unknown then. A non-retryable call does not take that risk.
    private OkHttpClient clientFor(Call call) {
        return call.line().mayRepeat() ? http : unpooled;
    }

    private Redactor redactor(Call call) {
        return redactor.and(call.secrets());
    }

    private Reply read(Call call, Response response, TransmissionTracker progress) {
        if (isHtml(response)) {
            throw IncomingReply.gateway(call, response, false, redactor, time);
        }
        IncomingReply reply = new IncomingReply(call, response, maxResponseBytes, redactor, time);
        try {
            Object value = call.result().read(reply);
            return new Reply(value, response.code(), reply.id(), response.headers(), call.attempt());
        } catch (IOException broken) {
            throw transport(call, progress, broken);
        }
    }

    private static boolean isHtml(Response response) {
        String type = response.header("Content-Type");
        return type != null && type.contains("text/html");
    }

    // OkHttp fails on the headers of two replies: a 407 that no proxy sent, and a 503 with a Retry-After beyond an
    // int.
    private CallException failed(Call call, TransmissionTracker progress, IOException failure) {
        Response answer = progress.answer();
        return answer != null && isStumbling(answer, failure)
                ? IncomingReply.gateway(call, answer, false, redactor, time)
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
