package io.clearmladmin.testkit.server;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;

/**
 * What the server answers.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, String type, byte[] body) {

    // The real server leaves small and failed answers uncompressed.
    private static final int WORTH_COMPRESSING = 500;

    static Answer json(int status, Object envelope) {
        return new Answer(status, "application/json", Wire.bytes(envelope));
    }

    static Answer html(int status, String title) {
        String page = "<!doctype html><html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>";
        return new Answer(status, "text/html", page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    MockResponse toResponse(RecordedRequest request) {
        String accepted = request.getHeaders().get("Accept-Encoding");
        boolean isZipped =
                status == 200 && body.length > WORTH_COMPRESSING && accepted != null && accepted.contains("gzip");
        MockResponse.Builder response = new MockResponse.Builder().code(status).setHeader("Content-Type", type);
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
