package io.clearmladmin.internal.text;

import java.util.ArrayList;
import java.util.List;

/** The counts of a headline, the gravest first; what is not there is left out. */
public final class Counts {

    private final List<String> parts = new ArrayList<>();

    /** Adds how many there are, unless there are none. */
    public Counts add(int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
        return this;
    }

    /** The counts, or this if there are none. */
    public String orElse(String nothing) {
        return parts.isEmpty() ? nothing : String.join(", ", parts);
    }
}
