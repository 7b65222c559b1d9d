package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import java.util.Set;
import java.util.TreeSet;

/** A tenant's fields were written, and read back as others: the server keeps what it had, or somebody else writes too. */
public final class FieldsNotKeptException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final TreeSet<String> fields;

    FieldsNotKeptException(String tenantId, Set<String> fields) {
        super(
                "the custom-events fields of tenant " + tenantId + " were written, but these are not as written: "
                        + fields
                        + ". Either the server keeps fields that were left out, or somebody else wrote at the same time:"
                        + " read them and try again.",
                null);
        this.fields = new TreeSet<>(fields);
    }

    /** The names of the fields that are not as written, sorted. */
    public Set<String> fields() {
        return new TreeSet<>(fields);
    }
}
