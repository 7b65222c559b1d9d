package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;

/** The server listed no tenant at all, where some were known. That is not believed, and nothing was published. */
public final class EmptyListingException extends ClearMlException {

    private static final long serialVersionUID = 1;

    EmptyListingException(int known) {
        super(
                "the server listed no tenant, though " + known
                        + " were there before and every server has one. Nothing was published; check again.",
                null);
    }
}
