package io.clearmladmin.testkit.calls;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that goes wrong on the fake server: {@code Fault.dropResponse().on("auth.create_user").times(1)}. It strikes
 * every call until it has struck as often as said, or until {@link io.clearmladmin.testkit.FakeClearMl#clearFaults()}.
 *
 * @param kind what goes wrong
 * @param endpoint which endpoint it strikes; empty for all
 * @param after how many such calls it lets through first
 * @param times how often it strikes; 0 for always
 * @param time how long an answer is held back, or what {@code Retry-After} says
 * @param status the HTTP status of the answer
 * @param subcode the subcode of the answer
 */
public record Fault(Kind kind, String endpoint, int after, int times, Duration time, int status, int subcode) {

    /** What can go wrong, and whether the call is carried out all the same. */
    public enum Kind {
        /** Carried out; answered late. */
        DELAY(true),
        /** Not carried out; the connection is closed without an answer. */
        DROP_BEFORE(false),
        /** Carried out; the connection is closed without an answer. */
        DROP_DURING(true),
        /** Carried out; the connection is closed in the middle of the answer, while its length is announced. */
        DROP_AFTER(true),
        /** Carried out; the answer ends early, but as if it were whole. */
        TRUNCATED(true),
        /** Carried out; a part of the answer is overwritten with garbage. */
        CORRUPTED(true),
        /** Not carried out; a gateway's page comes in place of an answer. */
        HTML(false),
        /** Carried out; a gateway's page comes in place of the answer. */
        REPLACE_RESPONSE(true),
        /** Not carried out; the answer is a refusal in ClearML's own form. */
        REFUSAL(false),
        /** Carried out; the answer is a refusal in ClearML's own form. */
        LATE_REFUSAL(true);

        private final boolean executes;

        Kind(boolean executes) {
            this.executes = executes;
        }

        /** Whether the call is carried out. */
        public boolean executes() {
            return executes;
        }
    }

    /** Refuses nulls and negative counts. */
    public Fault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(time, "time");
        if (after < 0) {
            throw new IllegalArgumentException("after: must not be negative, got " + after);
        }
        if (times < 0) {
            throw new IllegalArgumentException("times: must not be negative, got " + times);
        }
    }

    private static Fault of(Kind kind, Duration time, int status, int subcode) {
        return new Fault(kind, "", 0, 0, time, status, subcode);
    }

    /** Carried out; answered late. */
    public static Fault delay(Duration time) {
        return of(Kind.DELAY, time, 200, 0);
    }

    /** Not carried out; the connection is closed without an answer. */
    public static Fault dropRequest() {
        return of(Kind.DROP_BEFORE, Duration.ZERO, 0, 0);
    }

    /** Carried out; the connection is closed without an answer. */
    public static Fault cutResponse() {
        return of(Kind.DROP_DURING, Duration.ZERO, 0, 0);
    }

    /** Carried out; the connection is closed in the middle of the answer. */
    public static Fault dropResponse() {
        return of(Kind.DROP_AFTER, Duration.ZERO, 0, 0);
    }

    /** Carried out; half of the answer comes, as if it were the whole. */
    public static Fault truncated() {
        return of(Kind.TRUNCATED, Duration.ZERO, 200, 0);
    }

    /** Carried out; a part of the answer is garbage. */
    public static Fault corrupted() {
        return of(Kind.CORRUPTED, Duration.ZERO, 200, 0);
    }

    /** Not carried out; a page of a gateway comes with this status, such as 404 or 502. */
    public static Fault gatewayError(int status) {
        return of(Kind.HTML, Duration.ZERO, status, 0);
    }

    /** Carried out; a page of a gateway comes with this status in place of the answer, as when it lost the server. */
    public static Fault replaceResponse(int status) {
        return of(Kind.REPLACE_RESPONSE, Duration.ZERO, status, 0);
    }

    /** Carried out; 504 from a gateway that waited for the answer no longer. */
    public static Fault gatewayTimeout() {
        return replaceResponse(504);
    }

    /** Not carried out; 429 from a gateway, which asks to wait. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return of(Kind.HTML, retryAfter, 429, 0);
    }

    /** Not carried out; 503 from a gateway, which asks to wait. */
    public static Fault unavailable(Duration retryAfter) {
        return of(Kind.HTML, retryAfter, 503, 0);
    }

    /** Not carried out; 503 for all endpoints until healed, as while a server is being upgraded. */
    public static Fault maintenance() {
        return of(Kind.HTML, Duration.ZERO, 503, 0);
    }

    /** Not carried out; the token is refused, once, as one that has ended. */
    public static Fault unauthorizedOnce() {
        return refusal(401, 30).times(1);
    }

    /** Not carried out; an answer in ClearML's form with this status and subcode. */
    public static Fault refusal(int status, int subcode) {
        return of(Kind.REFUSAL, Duration.ZERO, status, subcode);
    }

    /**
     * Carried out; 500/100 comes all the same, as from a server whose Elasticsearch is down: a deleted task is gone, a task is
     * reset, an entry has left its queue.
     */
    public static Fault storeDown() {
        return of(Kind.LATE_REFUSAL, Duration.ZERO, 500, 100);
    }

    /** The same, but for one endpoint only. */
    public Fault on(String endpoint) {
        return new Fault(kind, endpoint, after, times, time, status, subcode);
    }

    /** The same, but only after so many such calls. */
    public Fault after(int calls) {
        return new Fault(kind, endpoint, calls, times, time, status, subcode);
    }

    /** The same, but only so often. */
    public Fault times(int times) {
        return new Fault(kind, endpoint, after, times, time, status, subcode);
    }
}
