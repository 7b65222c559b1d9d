package io.clearmladmin.internal;

import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token, with the steady times of its renewal and its expiry. The server's clock may differ from
 * the client's: what counts is the lifetime left on the server's clock when the token arrived.
 *
 * @param renewAt nanoseconds on the steady clock; {@link Long#MAX_VALUE} for a token that never expires
 * @param endsAt likewise
 */
record Token(String text, TokenClaims claims, long renewAt, long endsAt) {

    static Token of(String text, @Nullable Instant serverDate, Duration threshold, Time time) {
        TokenClaims claims = claims(text);
        Optional<Instant> end = claims.exp();
        if (end.isEmpty()) {
            return new Token(text, claims, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        Instant serverNow = serverDate != null ? serverDate : claims.iat().orElseGet(time::now);
        Duration left = Duration.between(serverNow, end.get());
        Duration lifetime = Duration.between(claims.iat().orElse(serverNow), end.get());
        Duration tenth = lifetime.dividedBy(10);
        Duration ahead = tenth.compareTo(threshold) < 0 ? tenth : threshold;
        long now = time.nanos();
        return new Token(text, claims, plus(now, left.minus(ahead)), plus(now, left));
    }

    // A century is as good as for ever, and keeps the sum from overflowing.
    private static long plus(long now, Duration time) {
        Duration century = Duration.ofDays(36_500);
        Duration bounded = time.abs().compareTo(century) < 0 ? time : time.isNegative() ? century.negated() : century;
        return now + bounded.toNanos();
    }

    boolean isFresh(Time time) {
        return renewAt - time.nanos() > 0;
    }

    boolean isAlive(Time time) {
        return endsAt - time.nanos() > 0;
    }

    String authorization() {
        return "Bearer " + text;
    }

    /** Reads the claims; a token that is not a JWT has none. */
    private static TokenClaims claims(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length == 3) {
            try {
                return Json.MAPPER.readValue(Base64.getUrlDecoder().decode(parts[1]), TokenClaims.class);
            } catch (IOException | IllegalArgumentException notOurs) {
                return TokenClaims.builder().build();
            }
        }
        return TokenClaims.builder().build();
    }

    @Override
    public String toString() {
        return "Token[***]";
    }
}
