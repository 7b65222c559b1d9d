package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How to get a token: with key and secret, or with a ready token.
 *
 * @param basic the Authorization header with key and secret
 * @param token the ready token
 * @param lifetime the lifetime to request
 * @param threshold how long before its expiry a token is renewed
 */
public record Login(Optional<String> basic, Optional<Secret> token, Optional<Duration> lifetime, Duration threshold) {

    /** With key and secret, both latin-1. */
    public static Login with(String accessKey, Secret secretKey, Optional<Duration> lifetime, Duration threshold) {
        // The server decodes Basic as latin-1.
        byte[] pair = (accessKey + ":" + secretKey.reveal()).getBytes(StandardCharsets.ISO_8859_1);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
        return new Login(Optional.of(basic), Optional.empty(), lifetime, threshold);
    }

    /** With a token. */
    public static Login with(Secret token, Optional<Duration> lifetime, Duration threshold) {
        return new Login(Optional.empty(), Optional.of(token), lifetime, threshold);
    }

    /** The access key; empty where there is only a token. */
    String accessKey() {
        return basic.map(header -> header.substring("Basic ".length()))
                .map(pair -> new String(Base64.getDecoder().decode(pair), StandardCharsets.ISO_8859_1))
                .map(pair -> pair.substring(0, pair.indexOf(':')))
                .orElse("");
    }

    /** The secrets in a header: the token, or key and secret and their encoded forms. */
    public static List<Secret> secretsOf(String authorization) {
        String credential = authorization.substring(authorization.indexOf(' ') + 1);
        if (!authorization.startsWith("Basic ")) {
            return List.of(Secret.of(credential));
        }
        String pair = new String(Base64.getDecoder().decode(credential), StandardCharsets.ISO_8859_1);
        int colon = pair.indexOf(':');
        return List.of(
                Secret.of(credential), Secret.of(pair.substring(0, colon)), Secret.of(pair.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "Login[***]";
    }
}
