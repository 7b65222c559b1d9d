package io.clearmladmin.cli;

import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is reported of a command line that cannot be parsed. */
final class Typos {

    private Typos() {}

    /** What is wrong. */
    static String what(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        String word = unmatched(wrong);
        if (word.isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        boolean isOption = word.startsWith("-") && word.length() > 1;
        String kind = isOption ? "option" : command.subcommands().isEmpty() ? "argument" : "command";
        return command.qualifiedName() + " has no " + kind + " " + SafeText.line(word, 100);
    }

    /** What to do: the word that was probably meant, and where the help is. */
    static String remedy(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        String help = "see " + command.qualifiedName() + " --help";
        return nearest(unmatched(wrong), command)
                .map(word -> "did you mean " + word + "? Or " + help)
                .orElse(help);
    }

    private static String unmatched(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getUnmatched().isEmpty()
                ? unmatched.getUnmatched().get(0)
                : "";
    }

    private static Optional<String> nearest(String word, CommandSpec command) {
        if (word.startsWith("--")) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return NearestWord.of(name, List.copyOf(command.optionsMap().keySet()));
        }
        List<String> known = new ArrayList<>(command.subcommands().keySet());
        return NearestWord.of(word, known);
    }
}
