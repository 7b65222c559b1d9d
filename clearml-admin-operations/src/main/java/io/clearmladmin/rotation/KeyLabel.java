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
 * What a key's label says of its place in a rotation; nothing else remembers it.
 *
 * @param name what the key is for; empty if its label does not say
 * @param state where it stands
 * @param replaced since when another key has its place
 * @param replacing the beginning of the key whose place it takes
 */
record KeyLabel(String name, State state, Optional<Instant> replaced, Optional<String> replacing) {

    /** Where a key stands. */
    enum State {
        /** It is in use, as far as rotations know. */
        CURRENT,
        /** It is being made, in place of another. */
        REPLACING,
        /** Another has its place, and it goes when its grace time is over. */
        REPLACED,
        /** An onboarding is making it. */
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
        if (label.endsWith(KeyIssuer.UNDER_WAY)) {
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

    /** The label of the key that takes this one's place. */
    String successor() {
        return name.isEmpty() ? UNNAMED : name;
    }

    /** The label of a key that another takes the place of, from now on. */
    String replacedAt(Instant now) {
        return successor() + " (replaced " + now.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** The label, while it is made, of the key that takes this one's place. */
    String replacing(CredentialInfo key) {
        return successor() + " (replacing " + prefix(key) + ")";
    }

    /** The label that a key of this state, which is being made, has without what others may have added. */
    String meanwhile() {
        return name + " (replacing " + replacing.orElseThrow() + ")";
    }

    // Keys of the server are letters and digits; of others, what is not must not end the label's pattern.
    static String prefix(CredentialInfo key) {
        String begin =
                key.accessKey().substring(0, Math.min(PREFIX, key.accessKey().length()));
        return begin.replaceAll("\\W", "_");
    }
}
