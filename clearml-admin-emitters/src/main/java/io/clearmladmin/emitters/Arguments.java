package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param command what is run
 * @param settings the file of settings, if it is named here
 * @param isCheck whether the settings are only checked
 * @param isBaseline whether a monitor only remembers what is there
 */
record Arguments(EmitterCommand command, Optional<String> settings, boolean isCheck, boolean isBaseline) {

    private static final String SETTINGS = "--settings";
    private static final String CHECK = "--check-config";
    private static final String BASELINE = "--baseline";

    /** What the program says of itself. */
    static String usage() {
        return "clearml-admin-emitters [" + SETTINGS + " FILE] [" + CHECK + " | " + BASELINE
                + "] COMMAND\n\nCommands:\n"
                + Arrays.stream(EmitterCommand.values())
                        .map(command -> String.format("  %-18s %s%n", command.word(), command.text()))
                        .collect(Collectors.joining())
                + "\nOptions:\n"
                + "  --settings FILE    a file of settings in HOCON; the environment comes first\n"
                + "  --check-config     show the settings and check that everything they name is there; exit code 0 or 2\n"
                + "  --baseline         a monitor remembers what is there as published, publishes nothing, and ends\n"
                + "  --help, --version\n\n"
                + "docs/emitters/settings.md lists all settings, docs/emitters/index.md the exit codes.\n";
    }

    /**
     * Reads the command line.
     *
     * @throws ConfigurationException if it says nothing that can be done
     */
    static Arguments of(List<String> words) {
        @Nullable EmitterCommand command = null;
        Optional<String> settings = Optional.empty();
        boolean isCheck = false;
        boolean isBaseline = false;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals(SETTINGS) && rest.hasNext()) {
                settings = Optional.of(rest.next());
            } else if (word.equals(CHECK)) {
                isCheck = true;
            } else if (word.equals(BASELINE)) {
                isBaseline = true;
            } else if (word.startsWith("-")) {
                throw new ConfigurationException("the option " + SafeText.line(word) + " is not known: see --help");
            } else if (command == null) {
                command = EmitterCommand.of(word).orElseThrow(() -> unknown(word));
            } else {
                throw new ConfigurationException("one command at a time, got " + SafeText.line(word) + " as well");
            }
        }
        if (command == null) {
            throw new ConfigurationException("no command is given: see --help");
        }
        if (isBaseline && command != EmitterCommand.PODS_MONITOR && command != EmitterCommand.COMPANY_MONITOR) {
            throw new ConfigurationException(BASELINE + " is for pods-monitor and company-monitor");
        }
        return new Arguments(command, settings, isCheck, isBaseline);
    }

    private static ConfigurationException unknown(String word) {
        String nearest = Arrays.stream(EmitterCommand.values())
                .map(EmitterCommand::word)
                .min(Comparator.comparingInt(known -> NearestWord.changes(word, known)))
                .orElseThrow();
        return new ConfigurationException(
                "the command " + SafeText.line(word) + " is not known; did you mean " + nearest + "?");
    }
}
