package io.clearmladmin.internal;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.immutables.value.Value;

/** All that a client is made from, resolved and checked. */
@Value.Immutable
public interface ClientSettings {

    /** The API address, with its base path. */
    HttpUrl apiUrl();

    /** Key or token. */
    Login login();

    /** What must never show in a log or a message. */
    List<Secret> secrets();

    /** The HTTP client to use; ready, with TLS and proxy. */
    OkHttpClient http();

    /** Whether the HTTP client is ours to close. */
    boolean ownsHttp();

    /** The API version that every URL names. */
    Optional<String> apiVersion();

    /** The value of {@code X-ClearML-Client}. */
    String clientName();

    /** Bounds of a call. */
    Duration callTimeout();

    /** Bounds of an attempt. */
    Duration attemptTimeout();

    /** Tries of a call. */
    int maxAttempts();

    /** How long nobody may be there to connect to before a call fails; zero for as many tries as any other failure. */
    Duration unreachableRetry();

    /** Calls under way at once. */
    int maxConcurrency();

    /** Bytes of a reply, uncompressed. */
    long maxResponseBytes();

    /** Whether key and secret go with every call. */
    boolean basicAuth();

    /** Whether closing logs out. */
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
