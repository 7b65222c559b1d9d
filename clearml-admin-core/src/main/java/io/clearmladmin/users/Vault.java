package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Secret;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A configuration vault: settings that the server gives to its users' tasks. Fields of replies only are not sent in
 * requests.
 */
@JsonDeserialize(builder = Vault.Builder.class)
@Value.Immutable
public interface Vault extends Extensible {

    /** Its id; a new one is made if absent. */
    Optional<String> id();

    /** The configuration, which may hold secrets. */
    Optional<Secret> data();

    /** The description. */
    Optional<String> description();

    /** Whether it is in force; true if absent. */
    Optional<Boolean> enabled();

    /** {@code hocon} if absent. */
    Optional<String> format();

    /** {@code organization}, {@code group} or {@code user}. */
    Optional<String> scope();

    /** {@code config} if absent. */
    Optional<String> type();

    /** Whether the caller may change it. Replies only. */
    Optional<Boolean> editable();

    /** The id of its group. Replies only. */
    Optional<String> group();

    /** The name of its group. Replies only. */
    Optional<String> groupName();

    /** Whose it is. Replies only. */
    Optional<Reference> user();

    /** When it last changed. Replies only. */
    Optional<Instant> lastUpdate();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Vault}. */
    final class Builder extends ImmutableVault.Builder {
        Builder() {}
    }
}
