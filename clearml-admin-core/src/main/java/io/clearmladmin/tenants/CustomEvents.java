package io.clearmladmin.tenants;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** Events to report, all of one kind. */
@JsonDeserialize(builder = CustomEvents.Builder.class)
@Value.Immutable
public interface CustomEvents extends Extensible {

    /** The kind: the name of the message template. */
    String templateKey();

    /** The events, each with {@code id}, {@code clearml_tenant}, {@code timestamp_millis} and its own values. */
    List<Map<String, Object>> events();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("templateKey", templateKey());
        Check.notEmpty("events", events());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CustomEvents}. */
    final class Builder extends ImmutableCustomEvents.Builder {
        Builder() {}
    }
}
