package io.clearmladmin.onboarding;

import io.clearmladmin.internal.text.SafeText;
import java.util.Optional;

/**
 * A mistake in a specification and its place. It shows no secret: what stands in a field that may hold one is not there.
 *
 * @param source the file, or {@code the specification} for a text
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 * @param path the field, such as {@code users[2].role}; empty for the whole specification
 * @param reason what is wrong, in words
 * @param found what stands there, as it is written
 * @param allowed what may stand there
 * @param nearest what is probably meant
 */
public record SpecMistake(
        String source,
        int line,
        int column,
        String path,
        String reason,
        Optional<String> found,
        Optional<String> allowed,
        Optional<String> nearest) {

    private static final int LONGEST = 600;

    /** One line, such as {@code acme.yaml, line 4, column 12, admin.email: must be an e-mail address, got 'ann'}. */
    @Override
    public String toString() {
        String where = source + ", line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path);
        return SafeText.line(
                where + ": " + reason
                        + nearest.map(word -> "; did you mean '" + word + "'?").orElse(""),
                LONGEST);
    }
}
