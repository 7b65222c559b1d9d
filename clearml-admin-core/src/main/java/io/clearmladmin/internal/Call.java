package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.TransportException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight: what to send, how to read the reply, and how much time is left.
 *
 * @param deadline when it must have ended, in steady nanoseconds
 * @param unreachableSince when the first of the attempts began that all found the server unreachable; null if the last one
 *     reached it
 */
record Call(
        EndpointSpec line,
        RequestBody body,
        Result result,
        CallContext context,
        String trx,
        long deadline,
        int attempt,
        @Nullable String authorization,
        @Nullable Long unreachableSince) {

    /** A call that was not tried yet. */
    Call(EndpointSpec line, RequestBody body, Result result, CallContext context, String trx) {
        this(line, body, result, context, trx, 0, 1, null, null);
    }

    String endpoint() {
        return line.name();
    }

    /** Nanoseconds until the deadline; zero or less when it has passed. */
    long remaining(Time time) {
        return deadline - time.nanos();
    }

    /** The exception for a call that was not sent, with the reason. */
    TransportException notSent(String why, @Nullable Throwable cause) {
        return new TransportException(endpoint(), attempt, TransportException.Fate.NOT_SENT, why, cause);
    }

    /** The exception for a call whose deadline passed before it was sent. */
    DeadlineExceededException notSentInTime(String why, @Nullable Throwable cause) {
        return new DeadlineExceededException(endpoint(), attempt, TransportException.Fate.NOT_SENT, why, cause);
    }

    /** Its secrets: of the caller, and of the body. Reads the body again: for failures and logs only. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(context.session().secrets());
        if (authorization != null) {
            secrets.addAll(Login.secretsOf(authorization));
        }
        if (body instanceof JsonBody json) {
            secrets.addAll(json.secrets());
        }
        return secrets;
    }

    Call until(long deadline) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization, unreachableSince);
    }

    Call attempt(int attempt, @Nullable Long unreachableSince) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization, unreachableSince);
    }

    Call authorized(String authorization) {
        return new Call(line, body, result, context, trx, deadline, attempt, authorization, unreachableSince);
    }
}
