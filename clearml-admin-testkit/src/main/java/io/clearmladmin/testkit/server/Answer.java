package io.clearmladmin.testkit.server;

import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the body
 * @param attachment the name of the file that the body is; null if it is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(
        int status, String type, byte[] body, @Nullable String attachment) {

    // The real server leaves small and failed answers uncompressed.
    private static final int WORTH_COMPRESSING = 500;

    Answer(int status, String type, byte[] body) {
        this(status, type, body, null);
    }

    static Answer file(String name, String type, String text) {
        return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8), name);
    }

    static Answer json(int status, Object envelope) {
        return new Answer(status, "application/json", Wire.bytes(envelope));
    }

    static Answer html(int status, String title) {
        String page = "<!doctype html><html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>";
        return new Answer(status, "text/html", page.getBytes(StandardCharsets.UTF_8));
    }

    MockResponse toResponse(RecordedRequest request) {
        String accepted = request.getHeaders().get("Accept-Encoding");
        boolean isZipped =
                status == 200 && body.length > WORTH_COMPRESSING && accepted != null && accepted.contains("gzip");
        MockResponse.Builder response = new MockResponse.Builder().code(status).setHeader("Content-Type", type);
        if (attachment != null) {
            response.setHeader("Content-Disposition", "attachment; filename=" + attachment);
        }
        if (!isZipped) {
            return response.body(new Buffer().write(body)).build();
        }
        Buffer zipped = new Buffer();
        try (GzipSink sink = new GzipSink(zipped)) {
            sink.write(new Buffer().write(body), body.length);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return response.setHeader("Content-Encoding", "gzip").body(zipped).build();
    }
}
