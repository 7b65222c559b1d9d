package io.clearmladmin.testkit.server;

import java.util.Map;

/** A call that ends in an error, with the server's own codes. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int subcode;
    private transient Map<String, Object> data = Map.of();

    Refusal(int status, int subcode, String message) {
        super(message);
        this.status = status;
        this.subcode = subcode;
    }

    static Refusal validation(String what) {
        return new Refusal(400, 12, "Validation error (" + what + ")");
    }

    static Refusal invalidUserId(String detail) {
        return new Refusal(400, 301, "Invalid user id" + detail);
    }

    /** With what the reply to a call about many says of it besides the message. */
    Refusal with(Map<String, Object> fields) {
        data = fields;
        return this;
    }

    Map<String, Object> data() {
        return data;
    }

    int status() {
        return status;
    }

    int subcode() {
        return subcode;
    }
}
