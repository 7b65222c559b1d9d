package io.clearmladmin.internal;

import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** One call on its way: what to send, how to read the answer, and how much time is left. */
record Call(
        EndpointLine line,
        RequestBody body,
        ResultReader result,
        Context context,
        String trx,
        long deadline,
        int attempt,
        @Nullable String authorization) {

    String endpoint() {
        return line.name();
    }

    /** Nanoseconds until the deadline; zero or less when it has passed. */
    long remaining(Time time) {
        return deadline - time.nanos();
    }

    Call until(long deadline) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization);
    }

    Call attempt(int attempt) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization);
    }

    Call authorized(String authorization) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization);
    }
}
