package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.RateLimitedException;
import io.clearmladmin.errors.TransportException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a failed attempt means for its call. */
enum Verdict {
    /** The server says it did not run the call and asks for patience. */
    REPEAT_LATER,
    /** The call was not sent, or may be sent again. */
    REPEAT,
    /** The call may have been carried out, and must not be carried out twice. */
    OUTCOME_UNKNOWN,
    /** Trying again would change nothing. */
    FINAL;

    private static final int DATABASE_UNAVAILABLE = 102;

    static Verdict of(CallException failure, EndpointLine line) {
        // A failure of another endpoint is one of the login: the call itself was not sent.
        boolean harmless = line.mayRepeat() || !failure.endpoint().equals(line.name());
        if (failure instanceof TransportException transport) {
            return ofTransport(transport, harmless);
        }
        if (failure instanceof GatewayException gateway) {
            return ofStatus(gateway.httpStatus(), harmless);
        }
        if (failure instanceof RateLimitedException) {
            return REPEAT_LATER;
        }
        if (failure instanceof ApiException api) {
            return ofApi(api, harmless);
        }
        return FINAL;
    }

    private static Verdict ofTransport(TransportException failure, boolean harmless) {
        boolean unknown = failure.fate() == TransportException.Fate.UNKNOWN;
        if (unknown && !harmless) {
            return OUTCOME_UNKNOWN;
        }
        return failure instanceof DeadlineExceededException || isPermanent(failure) ? FINAL : REPEAT;
    }

    private static Verdict ofStatus(int status, boolean harmless) {
        return switch (status) {
            case 429, 503 -> REPEAT_LATER;
            case 502, 504, 509 -> harmless ? REPEAT : OUTCOME_UNKNOWN;
            default -> FINAL;
        };
    }

    private static Verdict ofApi(ApiException failure, boolean harmless) {
        return switch (failure.code()) {
            case 503 -> REPEAT_LATER;
            case 502, 504 -> harmless ? REPEAT : OUTCOME_UNKNOWN;
            case 500 -> harmless && failure.subcode() == DATABASE_UNAVAILABLE ? REPEAT : FINAL;
            default -> FINAL;
        };
    }

    private static boolean isPermanent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof Sink.HalfWrittenException
                    || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CallNotPermittedException) {
                return true;
            }
        }
        return false;
    }
}
