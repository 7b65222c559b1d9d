package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates failures into exceptions that say what was tried, what came back, and what to do. */
final class ErrorTranslator {

    static final int LONGEST_STATUS = 1 << 16;
    private static final int LONGEST_MESSAGE = 512;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ErrorTranslator() {}

    static KubernetesException refused(ApiRequest ask, String server, int status, byte[] body) {
        JsonNode said = status(body);
        String tried = "could not " + ask.what() + " at " + server + ": HTTP " + status;
        if (said == null) {
            return foreign(status, tried);
        }
        return failure(ask, server, status, said);
    }

    /** Of a {@code Status} object, wherever it came from. */
    static KubernetesException failure(ApiRequest ask, String server, int status, JsonNode said) {
        String message = said.path("message").asText("");
        if (message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE) + "…";
        }
        Reason reason = reason(status);
        return new KubernetesException(
                reason,
                status,
                "could not " + ask.what() + " at " + server + ": HTTP " + status + " "
                        + said.path("reason").asText("") + (message.isBlank() ? "" : ", " + message) + ". "
                        + remedy(reason, ask),
                null,
                said.path("metadata").path("continue").asText(""));
    }

    /** An answer that is good, but of another kind. */
    static KubernetesException foreign(ApiRequest ask, String server) {
        return foreign(200, "could not " + ask.what() + " at " + server + ": HTTP 200");
    }

    private static KubernetesException foreign(int status, String tried) {
        if (status == 401 || status == 403 || status == 429 || status >= 500) {
            Reason reason = reason(status);
            return new KubernetesException(
                    reason,
                    status,
                    tried + ", without Kubernetes' own words. A proxy may stand before the server",
                    null);
        }
        return new KubernetesException(
                Reason.NOT_KUBERNETES,
                status,
                tried
                        + ", and not in Kubernetes' words. Is this the address of the API server, without a path of another page?",
                null);
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 400, 406, 409, 422 -> Reason.REFUSED;
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Reason.NOT_FOUND;
            case 410 -> Reason.EXPIRED;
            case 429, 500, 502, 503, 504 -> Reason.BUSY;
            default -> Reason.OTHER;
        };
    }

    private static String remedy(Reason reason, ApiRequest ask) {
        return switch (reason) {
            case UNAUTHORIZED ->
                "The token or certificate is wrong or has expired: log in again, or check the kubeconfig's user";
            case FORBIDDEN -> "A right is missing: " + ask.rule();
            case NOT_FOUND -> "Is the name right, and the namespace?";
            case EXPIRED -> "Read anew, without a version or continuation";
            case BUSY -> "The server is overloaded or not ready: try again";
            default -> "The request is not one that this server takes";
        };
    }

    static KubernetesException unanswered(ApiRequest ask, String server, Throwable cause) {
        if (cause instanceof KubernetesException login) {
            return notLoggedIn(ask, server, login);
        }
        String tried = "could not " + ask.what() + " at " + server + ": ";
        if (isTls(cause)) {
            return new KubernetesException(
                    Reason.TLS,
                    0,
                    tried + "the TLS handshake failed, " + words(cause)
                            + ". Is the certificate authority the cluster's own (kubeconfig: certificate-authority), the host name"
                            + " one of the certificate's, and the certificate valid now?",
                    cause);
        }
        return new KubernetesException(
                Reason.UNREACHABLE,
                0,
                tried + "no answer, " + words(cause) + ". Is the address right, the server up, and the way to it open?",
                cause);
    }

    /** The request was not sent, or not again. */
    static KubernetesException notLoggedIn(ApiRequest ask, String server, KubernetesException login) {
        return new KubernetesException(
                login.reason(), 0, "could not " + ask.what() + " at " + server + ": " + login.getMessage(), login);
    }

    /** The login plugin runs on, as its own bound of time allows. */
    static KubernetesException loggingIn(ApiRequest ask, String server, Duration waited, String busy) {
        return new KubernetesException(
                Reason.LOGIN_PLUGIN,
                0,
                "could not " + ask.what() + " at " + server + ": not logged in within " + waited.toMillis() + " ms, "
                        + busy,
                null);
    }

    static KubernetesException silent(ApiRequest ask, String server, Duration waited) {
        return new KubernetesException(
                Reason.UNREACHABLE,
                0,
                "could not " + ask.what() + " at " + server + ": no answer within " + waited.toMillis()
                        + " ms. Is the server overloaded or stopped, or is a firewall swallowing the packets?",
                null);
    }

    static KubernetesException brokenOff(ApiRequest ask, String server, IOException cause) {
        if (cause instanceof BodyStream.UnendingException) {
            return new KubernetesException(
                    Reason.UNREACHABLE,
                    0,
                    "could not " + ask.what() + " at " + server + ": the answer " + cause.getMessage()
                            + ". Is this the API server, and is the way to it good?",
                    cause);
        }
        // What Jackson says may quote what it read.
        boolean unreadable = cause instanceof JsonProcessingException;
        return new KubernetesException(
                Reason.BROKEN_OFF,
                0,
                "could not " + ask.what() + " at " + server + ": the answer "
                        + (unreadable ? "is cut or no JSON" : "broke off, " + words(cause)) + ". Read anew",
                unreadable ? null : cause);
    }

    private static boolean isTls(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }

    private static String words(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return deepest.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static @Nullable JsonNode status(byte[] body) {
        try {
            JsonNode said = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
            return said.path("kind").asText("").equals("Status") ? said : null;
        } catch (JsonProcessingException failure) {
            return null;
        }
    }
}
