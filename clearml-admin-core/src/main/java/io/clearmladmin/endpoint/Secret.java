package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that is never printed by accident: it prints as {@code ***}, and every JSON mapper writes it so, except the one with
 * which the client talks to the server. {@link #reveal()} is the only way to it.
 */
public final class Secret {

    // Mappers that read fields skip transient ones.
    private final transient String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a secret text as it is: nothing is trimmed or decoded. */
    @JsonCreator
    public static Secret of(String text) {
        return new Secret(Objects.requireNonNull(text, "text"));
    }

    /** The secret itself, for the one place that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return "***";
    }
}
