package io.clearmladmin.onboarding;

import io.clearmladmin.internal.secrets.SecretFields;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a value stands in a specification. It becomes a text only when somebody wants to read it. */
final class FieldPath {

    static final FieldPath ROOT = new FieldPath(null, "");

    private static final String HIDDEN = "***";
    // Where a secret of several lines is not indented, one of them may stand for a name; it has digits, or is long.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}|\\[\\d+]");

    private final @Nullable FieldPath parent;
    private final String step;

    private FieldPath(@Nullable FieldPath parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    FieldPath field(String name) {
        return new FieldPath(this, name);
    }

    /** A field whose name is not shown. */
    FieldPath hiddenField() {
        return field(HIDDEN);
    }

    /** Whether a name is one that a field may have. */
    static boolean looksLikeName(String name) {
        return NAME.matcher(name).matches();
    }

    FieldPath item(int index) {
        return new FieldPath(this, "[" + index + "]");
    }

    /** Whether a name in it says that what stands there may be a secret. */
    boolean isSecret() {
        for (FieldPath at = this; at != null; at = at.parent) {
            if (isSecret(at.step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSecret(String step) {
        return SecretFields.hides(step) && !SecretFields.isContainer(step);
    }

    /** Such as {@code users[2].role}. */
    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        for (FieldPath at = this; at.parent != null; at = at.parent) {
            steps.push(at.step);
        }
        StringBuilder path = new StringBuilder();
        boolean isBelowSecret = false;
        for (String each : steps) {
            String shown = isBelowSecret && !looksLikeName(each) ? HIDDEN : each;
            path.append(path.isEmpty() || shown.startsWith("[") ? "" : ".").append(shown);
            isBelowSecret = isBelowSecret || isSecret(each);
        }
        return path.toString();
    }
}
