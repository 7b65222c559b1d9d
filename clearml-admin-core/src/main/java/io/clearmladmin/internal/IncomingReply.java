package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.clearmladmin.errors.ApiError;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A reply with its headers read; its body is read once, in the form that its {@link Result} expects. */
final class IncomingReply {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_UUID = 36;

    private final Call call;
    private final Response response;
    private final CappedStream body;
    private final Envelope envelope;
    private final long maxResponseBytes;
    private final Redactor known;
    private final Time time;

    /** {@code known} are the secrets of the client; those of the call are added for messages. */
    IncomingReply(Call call, Response response, long maxResponseBytes, Redactor known, Time time) {
        this.call = call;
        this.response = response;
        this.body =
                new CappedStream(response.body().byteStream(), response.body().contentLength(), maxResponseBytes);
        this.envelope = new Envelope(response.isSuccessful());
        this.maxResponseBytes = maxResponseBytes;
        this.known = known;
        this.time = time;
    }

    /** Reads JSON from a parser before its first token. */
    interface BareJson {
        Object read(JsonParser json) throws IOException;
    }

    /** The headers; the body is read through the methods here. */
    Response head() {
        return response;
    }

    /** The value in the {@code data} of an envelope. */
    @Nullable
    Object inEnvelope(Envelope.Data data) throws IOException {
        try (JsonParser json = json()) {
            envelope.read(json, data);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        if (!envelope.isOurs()) {
            throw gateway(body.bytesRead() == 0);
        }
        if (!envelope.isSuccess()) {
            throw refusal();
        }
        return envelope.value();
    }

    /** The value of the whole body. */
    Object bare(BareJson reader) throws IOException {
        try (JsonParser json = json()) {
            return reader.read(json);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** The body's bytes, streamed and without a cap. */
    InputStream bytes() {
        return response.body().byteStream();
    }

    /** The request's id by the envelope, if it was read and names one. It appears in logs and messages. */
    @Nullable
    String id() {
        String id = envelope.id();
        // A redactor costs 13 KB; an ordinary id needs none.
        return id == null || isUsual(id) ? id : SafeText.line(redactor().redact(id), LONGEST_ID);
    }

    /** The server's refusal: by the envelope, and by the status alone where none was read. */
    ApiException refusal() {
        Redactor redactor = redactor();
        return ApiErrors.exception(ApiError.builder()
                .endpoint(call.endpoint())
                .httpStatus(response.code())
                .code(envelope.codeOr(response.code()))
                .subcode(envelope.subcode())
                .message(SafeText.line(redactor.redact(envelope.message())))
                .data(redactor.redact(envelope.errorData()))
                .requestId(Optional.ofNullable(id()))
                .trx(call.trx())
                .retryAfter(Optional.ofNullable(RetryAfter.of(response, time)))
                .attempts(call.attempt())
                .build());
    }

    /** The exception for a reply that is not the server's: something in between sent it. */
    GatewayException gateway(boolean isEmpty) {
        return gateway(call, response, isEmpty, known, time);
    }

    /** The same for headers without a readable body. */
    static GatewayException gateway(Call call, Response head, boolean isEmpty, Redactor known, Time time) {
        Redactor redactor = known.and(call.secrets());
        return new GatewayException(
                call.endpoint(),
                call.attempt(),
                head.code(),
                SafeText.line(redactor.redact(String.valueOf(head.header("Content-Type", ""))), LONGEST_ID),
                RetryAfter.of(head, time),
                redactor.redact(GatewayHint.of(head, isEmpty)));
    }

    private JsonParser json() throws IOException {
        return Json.MAPPER.createParser(WireLog.reply(response, body, call, known));
    }

    private Redactor redactor() {
        return known.and(call.secrets());
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

    private CallException unreadable(IOException failure) throws IOException {
        if (body.failure() != null) {
            throw body.failure();
        }
        boolean hasBegun = envelope.isObject() || failure instanceof JsonEOFException || body.isTooLarge();
        if (!envelope.isOurs() && !(response.isSuccessful() && hasBegun)) {
            return gateway(body.bytesRead() == 0);
        }
        if (isDamaged(failure) && !body.isTooLarge()) {
            return new TransportException(
                    call.endpoint(),
                    call.attempt(),
                    TransportException.Fate.UNKNOWN,
                    failure instanceof JsonEOFException
                            ? "the reply broke off after " + body.bytesRead() + " bytes"
                            : "the reply is damaged: " + describe(failure),
                    null);
        }
        String problem = body.isTooLarge()
                ? "the reply is larger than maxResponseBytes, " + maxResponseBytes
                : "the reply cannot be read: " + describe(failure);
        return new DecodingException(call.endpoint(), call.attempt(), id(), problem, null);
    }

    // The API server writes complete JSON: anything else was lost or changed on the way.
    private static boolean isDamaged(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamReadException && !(cause instanceof InputCoercionException)) {
                return true;
            }
        }
        return false;
    }

    private String describe(IOException failure) {
        if (failure instanceof JsonMappingException misfit) {
            return redactor().redact(DecodingProblem.describe(misfit));
        }
        if (failure instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
            return "it is not JSON at line " + syntax.getLocation().getLineNr() + ", column "
                    + syntax.getLocation().getColumnNr();
        }
        return redactor().redact(String.valueOf(failure.getMessage()));
    }
}
