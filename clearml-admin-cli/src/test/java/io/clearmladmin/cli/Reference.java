package io.clearmladmin.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands as they are parsed, as a page and as a manual. */
final class Reference {

    private final CommandSpec root = Program.commandLine(new GlobalOptions()).getCommandSpec();

    /** All commands, groups too, in the order of the help. */
    private List<CommandSpec> all() {
        List<CommandSpec> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private static void collect(CommandSpec command, List<CommandSpec> all) {
        all.add(command);
        command.subcommands().values().forEach(inner -> collect(inner.getCommandSpec(), all));
    }

    /** The page in Markdown. */
    String page() {
        StringBuilder page =
                new StringBuilder("# Commands of clearml-admin\n\nThe same as `--help` of each command shows."
                        + " The options of `clearml-admin` itself go with every command.\n");
        for (CommandSpec command : all()) {
            page.append("\n## ").append(command.qualifiedName()).append("\n\n").append(about(command));
            if (!command.subcommands().isEmpty() && command != root) {
                page.append("\nCommands: ")
                        .append(command.subcommands().keySet().stream()
                                .map(name -> "[" + name + "](#" + anchor(command, name) + ")")
                                .collect(Collectors.joining(", ")))
                        .append(".\n");
            }
            if (command.userObject() instanceof Action) {
                page.append("\n```sh\n").append(synopsis(command)).append("\n```\n");
            }
            page.append(table(command)).append(fields(command)).append(examples(command));
        }
        return page.toString();
    }

    private static String anchor(CommandSpec command, String name) {
        return (command.qualifiedName() + " " + name).replace(' ', '-').toLowerCase(Locale.ROOT);
    }

    private static String about(CommandSpec command) {
        List<String> lines = Arrays.asList(command.usageMessage().description());
        int blank = lines.indexOf("");
        String text = String.join("\n", blank < 0 ? lines : lines.subList(0, blank)) + "\n";
        return blank < 0
                ? text
                : text + "\n```\n"
                        + String.join("\n", lines.subList(blank + 1, lines.size()))
                                .strip() + "\n```\n";
    }

    private static String synopsis(CommandSpec command) {
        return new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .abbreviatedSynopsis()
                .strip();
    }

    private static String table(CommandSpec command) {
        List<String> rows = new ArrayList<>();
        command.positionalParameters()
                .forEach(parameter -> rows.add("| `" + parameter.paramLabel() + "` | " + text(parameter) + " |\n"));
        own(command).forEach(option -> rows.add("| " + names(option) + " | " + text(option) + " |\n"));
        return rows.isEmpty() ? "" : "\n| Argument | Means |\n| --- | --- |\n" + String.join("", rows);
    }

    private static List<OptionSpec> own(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.inherited() && !option.longestName().equals("--help"))
                .toList();
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return Arrays.stream(option.names())
                .map(name -> "`" + name + value + "`")
                .collect(Collectors.joining(", "))
                .replace("|", "\\|");
    }

    private static String text(ArgSpec argument) {
        return String.join(" ", argument.description()) + (argument.required() ? " Needed." : "");
    }

    /** The names that scripts read: a command that prints one thing or another has a line for each. */
    private static String fields(CommandSpec command) {
        if (!(command.userObject() instanceof Action action)) {
            return "";
        }
        Prints prints = Objects.requireNonNull(action.getClass().getAnnotation(Prints.class));
        return Stream.concat(Arrays.stream(prints.one()), Arrays.stream(prints.list()))
                .sorted(Comparator.comparing(Class::getSimpleName))
                .map(type -> "\nFields: `" + String.join("`, `", Schemas.fields(type)) + "`\n")
                .collect(Collectors.joining());
    }

    private static List<String> exampleLines(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    private static String examples(CommandSpec command) {
        List<String> lines = exampleLines(command);
        return lines.isEmpty() ? "" : "\n```sh\n" + String.join("\n", lines) + "\n```\n";
    }

    /** The manual for {@code man}. */
    String manual() {
        StringBuilder manual = new StringBuilder("""
                .TH CLEARML-ADMIN 1
                .SH NAME
                clearml-admin \\- administer ClearML servers
                .SH SYNOPSIS
                .B clearml-admin
                [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]
                """);
        manual.append(".SH DESCRIPTION\n")
                .append(roff(about(root)))
                .append(options(root))
                .append(".SH COMMANDS\n");
        for (CommandSpec command : all()) {
            if (command.userObject() instanceof Action) {
                manual.append(".SS ")
                        .append(roff(synopsis(command)))
                        .append('\n')
                        .append(roff(about(command).replace("```\n", "")))
                        .append(options(command));
                exampleLines(command)
                        .forEach(line ->
                                manual.append(".PP\n.nf\n").append(roff(line)).append("\n.fi\n"));
            }
        }
        manual.append(".SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            manual.append(".TP\n.B ")
                    .append(code.number())
                    .append('\n')
                    .append(roff(code.text()))
                    .append('\n');
        }
        return manual.toString();
    }

    private static String options(CommandSpec command) {
        StringBuilder text = new StringBuilder();
        command.positionalParameters()
                .forEach(parameter -> text.append(tagged(parameter.paramLabel(), text(parameter))));
        own(command)
                .forEach(option ->
                        text.append(tagged(names(option).replace("`", "").replace("\\|", "|"), text(option))));
        return text.toString();
    }

    private static String tagged(String tag, String text) {
        return ".TP\n.B " + roff(tag) + "\n" + roff(text) + "\n";
    }

    // A line that begins with a dot or a quote would be a command.
    private static String roff(String text) {
        return text.lines()
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.replace("\\", "\\e").replace("-", "\\-"))
                        .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
                        .collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }
}
