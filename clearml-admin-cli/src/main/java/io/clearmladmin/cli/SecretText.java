package io.clearmladmin.cli;

import io.clearmladmin.endpoint.Secret;

/** Reads a secret from where no list of processes and no history of a shell has it. */
final class SecretText {

    private static final int LONGEST = 64 * 1024;

    private SecretText() {}

    /**
     * What a file has, or the standard input; a line break at its end is not part of it.
     *
     * @param all the whole text
     * @param file its name, or {@code -}
     */
    static Secret of(String all, String file) {
        String text = all;
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        text = text.replaceFirst("\\r?\\n\\z", "");
        String where = file.equals("-") ? "the standard input" : file;
        if (text.isBlank() || text.length() > LONGEST) {
            throw CommandException.wrongUse(
                    where + (text.isBlank() ? " has no secret" : " is too long for a secret"),
                    "put the secret there, and nothing else");
        }
        return Secret.of(text);
    }

    /** From an environment variable. */
    static Secret variable(Surroundings surroundings, String name) {
        return surroundings
                .variable(name)
                .map(Secret::of)
                .orElseThrow(() -> CommandException.wrongUse(
                        "the environment variable " + name + " is not set", "set it, and run it again"));
    }
}
