package io.clearmladmin.directory;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** A name is of nothing, or of several; the message lists what was probably meant. */
public final class NameNotFoundException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final transient List<String> candidates;

    NameNotFoundException(String kind, String name, String text, List<String> candidates) {
        super(
                "the " + kind + " '" + SafeText.line(name) + "' " + text
                        + (candidates.isEmpty() ? "" : SafeText.line(String.join(", ", candidates))),
                null);
        this.candidates = new ArrayList<>(candidates);
    }

    /** What was probably meant: each with its id if the name is of several; empty after the exception was serialised. */
    public List<String> candidates() {
        return candidates == null ? List.of() : List.copyOf(candidates);
    }
}
