package io.clearmladmin.k8s.controlplane;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that needs attention. It holds nothing of a pod's environment, arguments or output.
 *
 * @param level how bad it is
 * @param subject what it is about: a component, {@code server}, or {@code rights}
 * @param found what was seen
 * @param remedy what to do
 */
public record Finding(Level level, String subject, String found, String remedy) {

    /** Refuses null; line breaks and other control characters become blanks. */
    public Finding {
        Objects.requireNonNull(level, "level");
        subject = Phrases.line(subject);
        found = Phrases.line(found);
        remedy = Phrases.line(remedy);
    }

    /** Two lines: what was found, and what to do. */
    @Override
    public String toString() {
        return "%-8s ".formatted(level.name().toLowerCase(Locale.ROOT)) + subject + ": " + found + "\n         -> "
                + remedy;
    }
}
