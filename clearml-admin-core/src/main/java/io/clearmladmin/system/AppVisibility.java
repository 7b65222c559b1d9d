package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;

/**
 * Who sees application instances, an open set.
 *
 * @param value the server's word for it
 */
public record AppVisibility(@JsonValue String value) {

    /** Everyone in the tenant. */
    public static final AppVisibility ALL = new AppVisibility("all");

    /** Who started them. */
    public static final AppVisibility OWNER = new AppVisibility("owner");

    /** The groups of who started them. The guide says {@code group} for the server's own setting. */
    public static final AppVisibility GROUPS = new AppVisibility("groups");

    /** Refuses null and empty words. */
    @JsonCreator
    public AppVisibility {
        Check.text("allowed", value);
    }

    @Override
    public String toString() {
        return SafeText.line(value);
    }
}
