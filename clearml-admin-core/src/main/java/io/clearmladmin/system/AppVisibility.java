package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;

/**
 * Who sees application instances, an open set.
 *
 * @param value the server's name for it
 */
public record AppVisibility(@JsonValue String value) {

    /** Everyone in the tenant. */
    public static final AppVisibility ALL = new AppVisibility("all");

    /** The user who started them. */
    public static final AppVisibility OWNER = new AppVisibility("owner");

    /** The groups of the user who started them. The guide says {@code group} for the server's own setting. */
    public static final AppVisibility GROUPS = new AppVisibility("groups");

    /** Rejects null and empty values. */
    @JsonCreator
    public AppVisibility {
        Check.text("allowed", value);
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
