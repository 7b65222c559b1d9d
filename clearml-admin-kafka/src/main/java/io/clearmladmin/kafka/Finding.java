package io.clearmladmin.kafka;

import io.clearmladmin.internal.secrets.Redactor;
import io.clearmladmin.internal.text.SafeText;
import java.util.Locale;

/**
 * One link of the chain from a tenant to a reader of its events. It holds no secret.
 *
 * @param name which one
 * @param state how it is
 * @param found what was found
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(String name, State state, String found, String remedy) {

    /** Makes the texts fit to be shown. */
    public Finding {
        name = SafeText.line(name);
        found = SafeText.line(found);
        remedy = SafeText.line(remedy);
    }

    /** How a link is. */
    public enum State {
        /** It holds. */
        GOOD,
        /** It holds, but not as one would expect. */
        DOUBTFUL,
        /** No event gets past it. */
        BROKEN,
        /** It could not be looked at. */
        NOT_SEEN
    }

    static Finding good(String name, String found) {
        return new Finding(name, State.GOOD, found, "");
    }

    static Finding doubtful(String name, String found, String remedy) {
        return new Finding(name, State.DOUBTFUL, found, remedy);
    }

    static Finding broken(String name, String found, String remedy) {
        return new Finding(name, State.BROKEN, found, remedy);
    }

    static Finding notSeen(String name, String why) {
        return new Finding(name, State.NOT_SEEN, why, "");
    }

    Finding redacted(Redactor secrets) {
        return new Finding(secrets.redact(name), state, secrets.redact(found), secrets.redact(remedy));
    }

    /** One line, or two where something is to be done. */
    @Override
    public String toString() {
        String word = "%-9s ".formatted(state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return word + name + ": " + found + (remedy.isEmpty() ? "" : "\n          -> " + remedy);
    }
}
