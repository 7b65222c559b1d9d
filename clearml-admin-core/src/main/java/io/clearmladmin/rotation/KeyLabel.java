package io.clearmladmin.rotation;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.internal.keys.HandOver;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key's label says of its place in a rotation; nothing else remembers it.
 *
 * @param name what the key is for
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

    // A key without a label gets one when it is replaced, since it is by labels that keys are told apart.
    private static final String UNNAMED = "rotated";
    private static final int PREFIX = 8;
    private static final Pattern REPLACED = Pattern.compile("(.*) \\(replaced (\\S+)\\)");
    private static final Pattern REPLACING = Pattern.compile("(.*) \\(replacing (\\w+)\\)");

    static KeyLabel of(CredentialInfo key) {
        String label = key.label().filter(text -> !text.isBlank()).orElse(UNNAMED);
        Matcher replaced = REPLACED.matcher(label);
        if (replaced.matches()) {
            try {
                Instant since = Instant.parse(replaced.group(2));
                return new KeyLabel(replaced.group(1), State.REPLACED, Optional.of(since), Optional.empty());
            } catch (DateTimeParseException notOurs) {
                return new KeyLabel(label, State.CURRENT, Optional.empty(), Optional.empty());
            }
        }
        Matcher replacing = REPLACING.matcher(label);
        if (replacing.matches()) {
            return new KeyLabel(replacing.group(1), State.REPLACING, Optional.empty(), Optional.of(replacing.group(2)));
        }
        State state = label.endsWith(HandOver.UNDER_WAY) ? State.HANDED_OVER : State.CURRENT;
        return new KeyLabel(label, state, Optional.empty(), Optional.empty());
    }

    /** The label of a key that another takes the place of, from now on. */
    String replacedAt(Instant now) {
        return name + " (replaced " + now.truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** The label, while it is made, of the key that takes this one's place. */
    String replacing(CredentialInfo key) {
        return name + " (replacing " + prefix(key) + ")";
    }

    static String prefix(CredentialInfo key) {
        return key.accessKey().substring(0, Math.min(PREFIX, key.accessKey().length()));
    }
}
