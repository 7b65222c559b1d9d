package io.clearmladmin.errors;

import org.jspecify.annotations.Nullable;

/** A setting is missing or wrong. The message lists every source that was tried and why it was not used. */
public final class ConfigurationException extends ClearMlException {

    private static final long serialVersionUID = 1;

    /** With what to do about it. */
    public ConfigurationException(String message) {
        this(message, null);
    }

    /** With the failure behind it. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
