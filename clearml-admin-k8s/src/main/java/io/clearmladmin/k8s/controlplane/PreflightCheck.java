package io.clearmladmin.k8s.controlplane;

import java.util.Locale;
import java.util.Objects;

/**
 * A prerequisite, and whether it is met.
 *
 * @param name what was checked
 * @param level whether it is met
 * @param need what ClearML needs; empty for what is good to know only
 * @param found what was found, or why it could not be checked
 * @param remedy what to do; empty where nothing is to be done
 */
public record PreflightCheck(String name, Level level, String need, String found, String remedy) {

    /** Refuses null; line breaks and other control characters become blanks. */
    public PreflightCheck {
        Objects.requireNonNull(level, "level");
        name = Phrases.line(name);
        need = Phrases.line(need);
        found = Phrases.line(found);
        remedy = Phrases.line(remedy);
    }

    /** What was found, what is needed if it is not as it should be, and what to do. */
    @Override
    public String toString() {
        boolean isOpen = level != Level.OK;
        return "%-8s ".formatted(level.name().toLowerCase(Locale.ROOT)) + name + ": " + found
                + (isOpen && !need.isEmpty() ? "\n         needed: " + need : "")
                + (remedy.isEmpty() ? "" : "\n         -> " + remedy);
    }
}
