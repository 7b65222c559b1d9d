package io.clearmladmin.cli;

import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command line in its surroundings, and returns its exit code. */
final class Program {

    private final Surroundings surroundings;
    private volatile @Nullable Invocation running;

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The commands as they are parsed and documented: all, or those that these words need. */
    static CommandLine commandLine(GlobalOptions options, String... words) {
        CommandLine line = Commands.under(new CommandLine(options), words);
        line.registerConverter(Duration.class, new DurationText());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        // An @ is a command's own, such as in call -d @FILE.
        line.setExpandAtFiles(false);
        each(line);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        return line;
    }

    // The global options stand on the page of the command itself only.
    private static void each(CommandLine line) {
        line.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                        help -> help.optionListExcludingGroups(help.commandSpec().options().stream()
                                .filter(option -> !option.inherited())
                                .toList()));
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show the help.")
                            .build());
        }
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true).sortOptions(false).description(paragraphs(usage.description()));
        line.getSubcommands().values().forEach(Program::each);
    }

    // Lines of the code are not those of the terminal; a text after a blank line is shown as it stands.
    private static String[] paragraphs(String[] lines) {
        List<String> all = Arrays.asList(lines);
        int blank = all.indexOf("");
        int end = blank < 0 ? all.size() : blank;
        List<String> shown = new ArrayList<>(List.of(String.join(" ", all.subList(0, end))));
        shown.addAll(all.subList(end, all.size()));
        return shown.toArray(String[]::new);
    }

    int run(String... arguments) {
        GlobalOptions options = new GlobalOptions();
        CommandLine line = commandLine(options, arguments);
        boolean isPlain = List.of(arguments).contains("--no-color");
        boolean isColoured = surroundings.showsColours() && !isPlain;
        line.setColorScheme(CommandLine.Help.defaultColorScheme(isColoured ? Ansi.ON : Ansi.OFF));
        PrintWriter out = new PrintWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8));
        line.setOut(out);
        Messages messages = new Messages(surroundings.err(), isColoured);
        try {
            ParseResult parsed = line.parseArgs(arguments);
            Integer help = CommandLine.executeHelpRequest(parsed);
            out.flush();
            return help != null ? help : run(parsed, options, messages).number();
        } catch (ParameterException wrong) {
            messages.error(Typos.what(wrong), Typos.remedy(wrong));
            return ExitCode.WRONG_USE.number();
        }
    }

    private ExitCode run(ParseResult parsed, GlobalOptions options, Messages messages) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof Action action)) {
            messages.error(
                    "a command is missing after " + last.commandSpec().qualifiedName(),
                    "it is one of "
                            + String.join(", ", last.commandSpec().subcommands().keySet()) + "; see "
                            + last.commandSpec().qualifiedName() + " --help");
            return ExitCode.WRONG_USE;
        }
        try (Invocation invocation = new Invocation(surroundings, options, messages)) {
            running = invocation;
            return action.run(invocation);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            return failed(failure, options, messages);
        }
    }

    /** Ends the calls of the running command, if any; by another thread, which interrupts the command's own too. */
    void cancelCalls() {
        Invocation invocation = running;
        if (invocation != null) {
            invocation.cancelCalls();
        }
    }

    private ExitCode failed(Exception failure, GlobalOptions options, Messages messages) {
        if (isBrokenPipe(failure)) {
            return ExitCode.DONE;
        }
        Failure report = Failure.of(failure);
        messages.error(report.what(), report.remedy());
        if (options.isDebug()) {
            failure.printStackTrace(surroundings.err());
        }
        // What it was doing then, and what is known of it, is in the message.
        return Thread.currentThread().isInterrupted() ? ExitCode.INTERRUPTED : report.code();
    }

    // Whoever reads only the beginning, as head does, has what it wanted.
    private static boolean isBrokenPipe(Exception failure) {
        return failure instanceof IOException
                && SafeText.line(String.valueOf(failure.getMessage())).equals("Broken pipe");
    }
}
