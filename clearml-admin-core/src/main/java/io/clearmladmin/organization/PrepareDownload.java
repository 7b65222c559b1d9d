package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** What to download as a table. */
@JsonDeserialize(builder = PrepareDownload.Builder.class)
@Value.Immutable
public interface PrepareDownload extends Extensible {

    /** The kind, such as {@code task}. */
    String entityType();

    /** The fields. */
    List<String> onlyFields();

    /** The columns; their form is not documented. */
    List<Map<String, Object>> fieldMappings();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("entityType", entityType());
        Check.notEmpty("onlyFields", onlyFields());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PrepareDownload}. */
    final class Builder extends ImmutablePrepareDownload.Builder {
        Builder() {}
    }
}
