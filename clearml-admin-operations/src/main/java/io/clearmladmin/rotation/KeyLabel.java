package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.internal.keys.KeyIssuer;
import io.clearmladmin.internal.keys.KeyOrder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a key in a rotation, as its label records it; it is stored nowhere else.
 *
 * @param name the key's purpose; empty if its label does not have it
 * @param state the key's state
 * @param replaced when another key replaced it
 * @param replacing the beginning of the key that it replaces
 */
record KeyLabel(String name, State state, Optional<Instant> replaced, Optional<String> replacing) {

    /** The state of a key. */
    enum State {
        /** It is in use. */
        CURRENT,
        /** It is being created, to replace another. */
        REPLACING,
        /** Another key replaced it; it is revoked when its grace time is over. */
        REPLACED,
        /** An onboarding is creating it. */
        HANDED_OVER
    }

    // A key without a label gets one when it is replaced, since labels distinguish keys.
    private static final String UNNAMED = "rotated";
    private static final int PREFIX = 8;
    // A label may have any character, line breaks too.
    private static final Pattern REPLACED = Pattern.compile("(.*) \\(replaced (\\S+)\\)", Pattern.DOTALL);
    private static final Pattern REPLACING = Pattern.compile("(.*) \\(replacing (\\w+)\\)", Pattern.DOTALL);

    static KeyLabel of(CredentialInfo key) {
        String whole = key.label().filter(text -> !text.isBlank()).orElse("");
        String label = whole.endsWith(KeyOrder.WITHDRAWN)
                ? whole.substring(0, whole.length() - KeyOrder.WITHDRAWN.length())
                : whole;
        Matcher replacing = REPLACING.matcher(label);
        if (replacing.matches()) {
            return new KeyLabel(replacing.group(1), State.REPLACING, Optional.empty(), Optional.of(replacing.group(2)));
        }
        if (label.endsWith(KeyIssuer.IN_PROGRESS)) {
            return new KeyLabel(label, State.HANDED_OVER, Optional.empty(), Optional.empty());
        }
        Matcher replaced = REPLACED.matcher(whole);
        if (replaced.matches()) {
            try {
                Instant since = Instant.parse(replaced.group(2));
                return new KeyLabel(replaced.group(1), State.REPLACED, Optional.of(since), Optional.empty());
            } catch (DateTimeParseException notOurs) {
                return new KeyLabel(whole, State.CURRENT, Optional.empty(), Optional.empty());
            }
        }
        return new KeyLabel(whole, State.CURRENT, Optional.empty(), Optional.empty());
    }

    /** The label of the key that replaces this one. */
    String successor() {
        return name.isEmpty() ? UNNAMED : name;
    }

    /** The label of a key that another replaces from now on. */
    String replacedAt(Instant now) {
        return successor() + " (replaced " + now.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** The label, during its creation, of the key that replaces this one. */
    String replacing(CredentialInfo key) {
        return successor() + " (replacing " + prefix(key) + ")";
    }

    /** The label of a key that is being created, without additions of others. */
    String meanwhile() {
        return name + " (replacing " + replacing.orElseThrow() + ")";
    }

    // Keys of the server are letters and digits; other characters must not end the label's pattern.
    static String prefix(CredentialInfo key) {
        String begin =
                key.accessKey().substring(0, Math.min(PREFIX, key.accessKey().length()));
        return begin.replaceAll("\\W", "_");
    }
}
