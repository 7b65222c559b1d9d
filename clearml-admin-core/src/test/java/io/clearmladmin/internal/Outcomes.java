package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiError;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.TransportException.Fate;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The ways an attempt can end, by the words of retry-vectors.csv. */
final class Outcomes {

    private Outcomes() {}

    static Reply play(String outcome, Call call) {
        if (outcome.equals("ok")) {
            return Calls.OK;
        }
        String endpoint = outcome.startsWith("login:") ? "auth.login" : call.endpoint();
        throw failure(outcome.replace("login:", ""), endpoint, call.attempt());
    }

    static CallException failure(String outcome, String endpoint, int attempt) {
        return switch (outcome) {
            case "refused" -> transport(endpoint, attempt, Fate.NOT_SENT, new ConnectException());
            case "dns" -> transport(endpoint, attempt, Fate.NOT_SENT, new UnknownHostException());
            case "certificate" -> {
                SSLHandshakeException untrusted = new SSLHandshakeException("untrusted");
                untrusted.initCause(new CertificateException());
                yield transport(endpoint, attempt, Fate.NOT_SENT, untrusted);
            }
            case "write-failed" -> transport(endpoint, attempt, Fate.NOT_SENT, new SocketException("broken pipe"));
            case "reset" -> transport(endpoint, attempt, Fate.UNKNOWN, new SocketException("reset"));
            case "timeout" -> transport(endpoint, attempt, Fate.UNKNOWN, new SocketTimeoutException());
            case "truncated" -> transport(endpoint, attempt, Fate.UNKNOWN, new EOFException());
            case "circuit-open" ->
                transport(
                        endpoint,
                        attempt,
                        Fate.NOT_SENT,
                        CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("open")));
            case "deadline-unsent" -> new DeadlineExceededException(endpoint, attempt, Fate.NOT_SENT, "late", null);
            case "deadline-sent" -> new DeadlineExceededException(endpoint, attempt, Fate.UNKNOWN, "late", null);
            case "decoding" -> new DecodingException(endpoint, attempt, null, "no JSON", null);
            default -> reply(outcome, endpoint, attempt);
        };
    }

    private static TransportException transport(String endpoint, int attempt, Fate fate, @Nullable Exception cause) {
        return new TransportException(endpoint, attempt, fate, "failed", cause);
    }

    // status[/subcode][:retry-after]; with a subcode it is the API server's own reply, else a gateway's.
    private static CallException reply(String outcome, String endpoint, int attempt) {
        String[] parts = outcome.split(":", -1);
        Optional<Duration> after =
                parts.length > 1 ? Optional.of(Duration.ofSeconds(Long.parseLong(parts[1]))) : Optional.empty();
        String[] code = parts[0].split("/", -1);
        int status = Integer.parseInt(code[0]);
        if (code.length == 1) {
            return new GatewayException(endpoint, attempt, status, "text/html", after.orElse(null), "");
        }
        return ApiErrors.exception(ApiError.builder()
                .endpoint(endpoint)
                .httpStatus(status)
                .subcode(Integer.parseInt(code[1]))
                .attempts(attempt)
                .retryAfter(after)
                .build());
    }
}
