package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of each command has an example that can be typed as it stands, and fits a terminal of 80 columns. */
class HelpTest {

    static Stream<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        collect(Program.commandLine(new GlobalOptions()), all);
        return all.stream();
    }

    private static void collect(CommandLine line, List<CommandLine> all) {
        if (line.getCommandSpec().userObject() instanceof Action) {
            all.add(line);
        }
        line.getSubcommands().values().forEach(inner -> collect(inner, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_has_an_example_that_can_be_parsed(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List<String> examples = Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.contains("clearml-admin "))
                .map(line -> line.substring(line.indexOf("clearml-admin ")))
                .filter(line -> line.startsWith(spec.qualifiedName() + " ") || line.equals(spec.qualifiedName()))
                .toList();
        assertThat(examples).as("examples of " + spec.qualifiedName()).isNotEmpty();
        for (String example : examples) {
            List<String> words = words(example);
            assertThat(Program.commandLine(new GlobalOptions())
                            .parseArgs(words.subList(1, words.size()).toArray(String[]::new))
                            .errors())
                    .isEmpty();
        }
        assertThat(spec.usageMessage().description()).isNotEmpty();
    }

    /** What follows a blank line is shown as it stands. */
    @ParameterizedTest
    @MethodSource("commands")
    void its_description_is_one_paragraph_that_breaks_where_the_terminal_ends(CommandLine command) {
        String[] lines = command.getCommandSpec().usageMessage().description();
        assertThat(lines.length == 1 || lines[1].isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void it_fits_80_columns(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void a_command_that_is_made_alone_is_the_one_among_all() {
        CommandLine all = Program.commandLine(new GlobalOptions());
        all.getSubcommands().forEach((name, among) -> {
            CommandLine root = Program.commandLine(new GlobalOptions(), name);
            assertThat(Objects.requireNonNull(root.getSubcommands().get(name)).getUsageMessage())
                    .isEqualTo(among.getUsageMessage());
            boolean isOfAll = Set.of("config", "completion", "help").contains(name);
            assertThat(root.getSubcommands())
                    .as(name)
                    .hasSize(isOfAll ? all.getSubcommands().size() : 1);
        });
    }

    // As a shell parts it, up to what the shell itself does with the output.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < line.length(); at++) {
            char one = line.charAt(at);
            if (one == '\'') {
                isQuoted = !isQuoted;
            } else if (one == ' ' && !isQuoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(one);
            }
        }
        words.add(word.toString());
        List<String> own = new ArrayList<>();
        for (String each : words) {
            if (List.of("|", "||", "&&", ">", ">>", "#").contains(each)) {
                break;
            }
            own.add(each.endsWith(")") ? each.substring(0, each.length() - 1) : each);
        }
        own.removeIf(String::isEmpty);
        return own;
    }
}
