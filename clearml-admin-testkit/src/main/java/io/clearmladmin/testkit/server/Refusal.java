package io.clearmladmin.testkit.server;

/** A call that ends in an error, with the server's own codes. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int subcode;

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

    int status() {
        return status;
    }

    int subcode() {
        return subcode;
    }
}
