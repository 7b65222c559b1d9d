package io.clearmladmin.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** What a server or something in front of it answers: with a status, or by breaking off. */
record ScriptedAnswer(int status, Form form) {

    /** Statuses that servers and gateways are known to send, and their neighbours. */
    static final List<Integer> STATUSES = IntStream.of(
                    200, 201, 202, 203, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402,
                    403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424,
                    425, 426, 428, 429, 431, 440, 444, 449, 451, 460, 463, 494, 495, 496, 497, 498, 499, 500, 501, 502,
                    503, 504, 505, 507, 508, 509, 510, 511, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 561, 598,
                    599)
            .boxed()
            .toList();

    /** What the answer consists of. The faults come in place of one with a status. */
    enum Form {
        ENVELOPE,
        HTML,
        EMPTY,
        OTHER_JSON,
        UNDECODABLE,
        CLOSED,
        RESET,
        HALF_HEAD,
        HALF_BODY,
        HALF_JSON,
        NO_HTTP;

        boolean isFault() {
            return this != UNDECODABLE && !WHOLE.contains(this);
        }
    }

    private static final List<Form> WHOLE = List.of(Form.ENVELOPE, Form.HTML, Form.EMPTY, Form.OTHER_JSON);

    /** Each of these statuses in each form. */
    static Stream<ScriptedAnswer> product(Stream<Integer> statuses) {
        return statuses.flatMap(status -> WHOLE.stream().map(form -> new ScriptedAnswer(status, form)));
    }

    /** Each status in one form, in turns. */
    static Stream<ScriptedAnswer> eachStatusOnce() {
        return IntStream.range(0, STATUSES.size())
                .mapToObj(i -> new ScriptedAnswer(STATUSES.get(i), WHOLE.get(i % WHOLE.size())));
    }

    /** All that can go wrong besides. */
    static Stream<ScriptedAnswer> faults() {
        return Stream.of(Form.values())
                .filter(form -> form.isFault() || form == Form.UNDECODABLE)
                .map(form -> new ScriptedAnswer(200, form));
    }

    private boolean hasNoBody() {
        return status == 204 || status == 205 || status == 304;
    }

    boolean isEnvelope() {
        return form == Form.ENVELOPE && !hasNoBody();
    }

    private String type() {
        return form == Form.HTML ? "text/html" : form == Form.EMPTY ? "" : "application/json";
    }

    private String body() {
        if (hasNoBody()) {
            return "";
        }
        return switch (form) {
            case HTML -> "<html>" + status + "</html>";
            case OTHER_JSON -> "{\"detail\":\"no\"}";
            case UNDECODABLE -> TestClients.envelope(status, 0, "OK", "[1]");
            case HALF_JSON -> "{\"meta\":{\"result_code\":200},\"data\":{\"tok";
            case ENVELOPE, HALF_BODY, RESET, CLOSED, HALF_HEAD, NO_HTTP ->
                TestClients.envelope(status, 0, "OK", "{\"token\":\"" + TestClients.token("{}") + "\"}");
            case EMPTY -> "";
        };
    }

    // What tempts a client to send again by itself, or to go elsewhere.
    private List<String[]> headers() {
        return List.of(
                new String[] {"Retry-After", "0"},
                new String[] {"Location", "/elsewhere"},
                new String[] {"WWW-Authenticate", "Basic realm=\"x\""},
                new String[] {"Proxy-Authenticate", "Basic realm=\"x\""});
    }

    /** For a server of bytes. */
    RawServer.Answer raw() {
        if (form == Form.CLOSED || form == Form.RESET) {
            return new RawServer.Answer(
                    "", form == Form.RESET ? RawServer.Answer.End.RESET : RawServer.Answer.End.CLOSE);
        }
        if (form == Form.NO_HTTP) {
            return new RawServer.Answer("SSH-2.0-OpenSSH_9.6\r\n", RawServer.Answer.End.CLOSE);
        }
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        headers().forEach(header -> text.append(header[0] + ": " + header[1] + "\r\n"));
        if (form == Form.HALF_HEAD) {
            return new RawServer.Answer(text.toString(), RawServer.Answer.End.CLOSE);
        }
        if (!type().isEmpty()) {
            text.append("Content-Type: " + type() + "\r\n");
        }
        String body = body();
        text.append("Content-Length: " + body.length() + "\r\n\r\n");
        text.append(form == Form.HALF_BODY ? body.substring(0, body.length() / 2) : body);
        return new RawServer.Answer(
                text.toString(), form == Form.HALF_BODY ? RawServer.Answer.End.CLOSE : RawServer.Answer.End.KEEP);
    }

    /** For a server that speaks HTTP/2 or TLS. */
    MockResponse mock() {
        MockResponse.Builder reply = new MockResponse.Builder().code(status);
        headers().forEach(header -> reply.setHeader(header[0].toLowerCase(Locale.ROOT), header[1]));
        if (!type().isEmpty()) {
            reply.setHeader("content-type", type());
        }
        reply.body(body());
        if (hasNoBody()) {
            reply.removeHeader("content-length");
        }
        return switch (form) {
            case HALF_BODY ->
                reply.onResponseBody(new SocketEffect.CloseSocket()).build();
            // 2: an error of the server; 7: refused
            case HALF_HEAD ->
                reply.onResponseBody(new SocketEffect.CloseStream(2)).build();
            case NO_HTTP ->
                reply.onResponseBody(new SocketEffect.CloseStream(7)).build();
            default -> reply.build();
        };
    }

    /** Whether the connection is to end before anything comes back. */
    boolean isCut() {
        return form == Form.CLOSED || form == Form.RESET;
    }

    @Override
    public String toString() {
        return form.isFault() || form == Form.UNDECODABLE ? form.name() : status + " " + form;
    }
}
