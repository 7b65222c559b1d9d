package io.clearmladmin.system;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import org.immutables.value.Value;

/** A tenant that was created. */
@Value.Immutable
public interface CreatedCompany extends Extensible {

    /** The tenant's id. */
    String id();

    /** The queues of its applications. */
    List<AppQueue> appQueues();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CreatedCompany}. */
    final class Builder extends ImmutableCreatedCompany.Builder {
        Builder() {}
    }
}
