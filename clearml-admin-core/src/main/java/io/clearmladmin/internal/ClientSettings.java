package io.clearmladmin.internal;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.immutables.value.Value;

/** All settings of a client, resolved and checked. */
@Value.Immutable
public interface ClientSettings {

    /** The API address, with its base path. */
    HttpUrl apiUrl();

    /** Key or token. */
    Login login();

    /** Reads the login anew before each login at the server, where it may change; else it stays. */
    Optional<Supplier<Login>> freshLogin();

    /** What must never appear in a log or a message. */
    List<Secret> secrets();

    /** The HTTP client to use, with TLS and proxy. */
    OkHttpClient http();

    /** Whether the client closes the HTTP client. */
    boolean ownsHttp();

    /** The API version that every URL names. */
    Optional<String> apiVersion();

    /** The value of {@code X-ClearML-Client}. */
    String clientName();

    /** The timeouts of a call. */
    Duration callTimeout();

    /** The timeouts of an attempt. */
    Duration attemptTimeout();

    /** Attempts of a call. */
    int maxAttempts();

    /** How long the server may be unreachable before a call fails; zero for as many attempts as after any other failure. */
    Duration unreachableRetry();

    /** Calls in flight at once. */
    int maxConcurrency();

    /** The most bytes of a reply, after decompression. */
    long maxResponseBytes();

    /** Whether key and secret are sent with every call. */
    boolean basicAuth();

    /** Whether close logs out. */
    boolean logoutOnClose();

    /** Failed attempts in a row that open the circuit breaker. */
    Optional<Breaker> breaker();

    /** The user's listeners. */
    List<CallListener> listeners();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ClientSettings}. */
    final class Builder extends ImmutableClientSettings.Builder {
        Builder() {}
    }

    /** When the circuit opens, and for how long. */
    record Breaker(int failures, Duration openFor) {}
}
