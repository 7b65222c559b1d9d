package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.text.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs requests and replies at level TRACE of {@code io.clearmladmin.wire}: headers by an allow-list, bodies without
 * their secrets.
 */
final class WireLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin.wire");
    private static final List<String> SHOWN = List.of(
            "content-type",
            "content-length",
            "content-encoding",
            "date",
            "retry-after",
            "server",
            "x-clearml-client",
            "x-clearml-trx",
            "x-clearml-impersonate-as",
            "x-clearml-act-as",
            "x-clearml-tenant");

    private static final int LONGEST_BODY = 100_000;

    private WireLog() {}

    static void request(Request request, Call call, Redactor known) {
        if (LOG.isTraceEnabled()) {
            Redactor redactor = known.and(call.secrets());
            Buffer body = new Buffer();
            try {
                call.body().writeTo(body);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            LOG.trace(
                    "> {} {} {} {}",
                    request.method(),
                    redactor.redact(request.url().encodedPath()),
                    headers(request.headers(), redactor),
                    json(body.readByteArray(), redactor));
        }
    }

    /** The body to read the reply from; at TRACE it is read completely first, and logged. */
    static InputStream reply(Response response, CappedStream body, Call call, Redactor known) throws IOException {
        if (!LOG.isTraceEnabled()) {
            return body;
        }
        Redactor redactor = known.and(call.secrets());
        byte[] bytes = body.readAllBytes();
        LOG.trace("< {} {} {}", response.code(), headers(response.headers(), redactor), json(bytes, redactor));
        return new ByteArrayInputStream(bytes);
    }

    /** A body for the log; only the size of one that is not JSON. */
    static String json(byte[] body, Redactor redactor) {
        try {
            return SafeText.line(redactor.redact(Json.MAPPER.readTree(body)), LONGEST_BODY);
        } catch (JsonProcessingException notJson) {
            return body.length + " bytes that are not JSON";
        } catch (IOException unreadable) {
            return body.length + " bytes";
        }
    }

    private static String headers(Headers headers, Redactor redactor) {
        return headers.names().stream()
                .filter(name -> SHOWN.contains(name.toLowerCase(java.util.Locale.ROOT)))
                .map(name -> name + ": " + SafeText.line(redactor.redact(String.valueOf(headers.get(name)))))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
