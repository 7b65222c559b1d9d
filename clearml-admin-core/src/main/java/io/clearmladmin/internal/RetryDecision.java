package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.ServerTooOldException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.TransportException.Fate;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a failed attempt means for its call. */
enum RetryDecision {
    /** The call may be retried, but not before {@code Retry-After}. */
    REPEAT_LATER("again, after `Retry-After`"),
    /** The call was not sent, or is retryable. */
    REPEAT("again"),
    /** The server was unreachable; it may be restarting. */
    REPEAT_UNREACHABLE("again, for `unreachableRetry`"),
    /** The call may have been carried out, and is not retryable. */
    OUTCOME_UNKNOWN("`OutcomeUnknownException`"),
    /** A retry would change nothing. */
    FINAL("thrown");

    // Recorded: 0 without Redis, which holds the tokens; 100 without Redis or Elasticsearch. 102 is
    // documented.
    private static final Set<Integer> STORE_UNAVAILABLE = Set.of(0, 100, 102);
    private static final Set<Integer> PATIENCE = Set.of(429, 503);
    private static final String NO = "no";
    // Statuses by which a gateway says that it did not pass the request on.
    private static final Set<Integer> NOT_PASSED_ON = Set.of(400, 401, 403, 404, 405, 407, 411, 413, 414, 415, 431);
    // Statuses below 500 with which a gateway gives up on a request that it may have passed on.
    private static final Set<Integer> GIVEN_UP = Set.of(408, 460, 499);

    /** One way in which an attempt ends, whether the call was carried out then, and what follows. */
    record Row(
            String what, String carriedOut, Predicate<CallException> fits, RetryDecision safe, RetryDecision unsafe) {

        /** The row in the documentation. */
        String text() {
            return "| " + what + " | " + carriedOut + " | " + safe.words + " | " + unsafe.words + " |";
        }
    }

    /**
     * All ways in which an attempt ends; the first that fits counts. Only the writer of ClearML's envelope knows the outcome of
     * the call: a gateway may have passed it on before it replied, whatever the reply. And a server that fails (5xx)
     * may do so after the work: 500/100 was seen after a task was deleted, and no subcode is known that rules it out.
     */
    static final List<Row> TABLE = List.of(
            no("server older than the endpoint", ServerTooOldException.class::isInstance, FINAL, FINAL),
            no(
                    "certificate, or login at the proxy, refused; circuit open",
                    notSent(RetryDecision::isPermanent),
                    FINAL,
                    FINAL),
            no("deadline passed before the request was sent", notSent(RetryDecision::isDeadline), FINAL, FINAL),
            no(
                    "connection refused, unknown host, no route to it",
                    notSent(RetryDecision::isUnreachable),
                    REPEAT_UNREACHABLE,
                    REPEAT_UNREACHABLE),
            no("not connected in time, TLS broken off, request not fully sent", notSent(any -> true), REPEAT, REPEAT),
            unknown("deadline passed after the request was sent", sent(RetryDecision::isDeadline), FINAL),
            unknown("download broke off after a part was passed on", sent(RetryDecision::isPermanent), FINAL),
            unknown("reset, attempt timed out, reply damaged or broken off", sent(any -> true), REPEAT),
            no("429 of a gateway", gateway(Set.of(429)::contains), REPEAT_LATER, FINAL),
            no(
                    "3xx, 400, 401, 403 to 405, 407, 411, 413 to 415, 431 of a gateway",
                    gateway(status -> status / 100 == 3 || NOT_PASSED_ON.contains(status)),
                    FINAL,
                    FINAL),
            unknown("503 of a gateway", gateway(Set.of(503)::contains), REPEAT_LATER),
            unknown("408, 460, 499, other 5xx of a gateway", gateway(RetryDecision::isGivenUp), REPEAT),
            unknown("anything else without an envelope: a web page, an empty 200", gateway(any -> true), FINAL),
            no(
                    "429, 503 of the server",
                    server((code, subcode) -> PATIENCE.contains(code)),
                    REPEAT_LATER,
                    REPEAT_LATER),
            unknown(
                    "502, 504, 500/0, 500/100, 500/102 (a store unreachable) of the server",
                    server(RetryDecision::isPassing),
                    REPEAT),
            unknown("other 5xx of the server", server((code, subcode) -> code >= 500), FINAL),
            no("any other refusal of the server", server((code, subcode) -> true), FINAL, FINAL),
            unknown("success that cannot be read", DecodingException.class::isInstance, FINAL));

    private final String words;

    RetryDecision(String words) {
        this.words = words;
    }

    static RetryDecision of(CallException failure, EndpointSpec line) {
        // A failure of another endpoint is that of the login: the call itself was not sent.
        boolean isRetryable = line.mayRepeat() || !failure.endpoint().equals(line.name());
        for (Row row : TABLE) {
            if (row.fits().test(failure)) {
                return isRetryable ? row.safe() : row.unsafe();
            }
        }
        return isRetryable ? FINAL : OUTCOME_UNKNOWN;
    }

    /** Whether a failed attempt was provably not carried out. */
    static boolean isNotCarriedOut(CallException failure) {
        return TABLE.stream()
                .filter(row -> row.fits().test(failure))
                .findFirst()
                .filter(row -> row.carriedOut().equals(NO))
                .isPresent();
    }

    private static Row no(String what, Predicate<CallException> fits, RetryDecision safe, RetryDecision unsafe) {
        return new Row(what, NO, fits, safe, unsafe);
    }

    private static Row unknown(String what, Predicate<CallException> fits, RetryDecision safe) {
        return new Row(what, "unknown", fits, safe, OUTCOME_UNKNOWN);
    }

    private static Predicate<CallException> notSent(Predicate<TransportException> how) {
        return transport(Fate.NOT_SENT, how);
    }

    private static Predicate<CallException> sent(Predicate<TransportException> how) {
        return transport(Fate.UNKNOWN, how);
    }

    private static Predicate<CallException> transport(Fate fate, Predicate<TransportException> how) {
        return failure -> failure instanceof TransportException of && of.fate() == fate && how.test(of);
    }

    private static Predicate<CallException> gateway(IntPredicate status) {
        return failure -> failure instanceof GatewayException gateway && status.test(gateway.httpStatus());
    }

    private static Predicate<CallException> server(BiPredicate<Integer, Integer> codes) {
        return failure -> failure instanceof ApiException api && codes.test(api.code(), api.subcode());
    }

    private static boolean isGivenUp(int status) {
        return status >= 500 || GIVEN_UP.contains(status);
    }

    private static boolean isPassing(int code, int subcode) {
        return code == 502 || code == 504 || (code == 500 && STORE_UNAVAILABLE.contains(subcode));
    }

    private static boolean isDeadline(TransportException failure) {
        return failure instanceof DeadlineExceededException;
    }

    /** Whether the server was unreachable. */
    static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPermanent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof DownloadReader.HalfWrittenException
                    || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof ProxyLogin.RefusedException
                    || cause instanceof CallNotPermittedException) {
                return true;
            }
        }
        return false;
    }
}
