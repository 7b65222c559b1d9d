package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant to create. */
@JsonDeserialize(builder = CreateTenant.Builder.class)
@Value.Immutable
public interface CreateTenant extends Extensible {

    /** The name, at least 3 characters. */
    String name();

    /** The e-mail domain whose users may join. */
    Optional<String> domain();

    /** E-mails of its admins. */
    Optional<List<String>> adminEmails();

    /** How many users it may have. Absent: no limit by the reference, the system's default by the guide. */
    Optional<Integer> maxUsers();

    /** How many service users it may have. */
    Optional<Integer> maxServiceUsers();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.atLeast("name", name(), 3);
        Check.notNegative("maxUsers", maxUsers());
        Check.notNegative("maxServiceUsers", maxServiceUsers());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreateTenant}. */
    final class Builder extends ImmutableCreateTenant.Builder {
        Builder() {}
    }
}
