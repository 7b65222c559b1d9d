package io.clearmladmin.cli;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(clearml-admin completion bash)",
            "  clearml-admin completion fish > ~/.config/fish/completions/clearml-admin.fish"
        })
@Prints(isText = true)
final class Completion implements Action {

    /** The shells. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        invocation.output().text(shell == Shell.FISH ? fish(root) : AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.DONE;
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("complete -c clearml-admin -f\n");
        options(script, root.getCommandSpec(), "");
        commands(script, root, "not __fish_seen_subcommand_from " + String.join(" ", names(root)));
        return script.toString();
    }

    private static void commands(StringBuilder script, CommandLine line, String condition) {
        line.getSubcommands().forEach((name, command) -> {
            script.append("complete -c clearml-admin -n '%s' -a %s -d %s%n"
                    .formatted(
                            condition,
                            name,
                            quoted(first(command.getCommandSpec().usageMessage().description()))));
            String seen = "__fish_seen_subcommand_from " + name;
            String inside =
                    condition.startsWith("not ") ? seen : condition.replaceFirst("; and not .*", "") + "; and " + seen;
            options(script, command.getCommandSpec(), inside);
            if (!command.getSubcommands().isEmpty()) {
                commands(
                        script,
                        command,
                        inside + "; and not __fish_seen_subcommand_from " + String.join(" ", names(command)));
            }
        });
    }

    private static Iterable<String> names(CommandLine line) {
        return line.getSubcommands().keySet();
    }

    private static void options(StringBuilder script, CommandSpec command, String condition) {
        for (OptionSpec option : command.options()) {
            if (option.inherited()) {
                continue;
            }
            script.append("complete -c clearml-admin");
            if (!condition.isEmpty()) {
                script.append(" -n '").append(condition).append('\'');
            }
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
            }
            script.append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d ")
                    .append(quoted(first(option.description())))
                    .append('\n');
        }
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
