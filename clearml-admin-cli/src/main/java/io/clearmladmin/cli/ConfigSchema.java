package io.clearmladmin.cli;

import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of what a command prints with -o json. With --jsonl it prints the items of a list, one a line.",
            "Fields are only ever added: a reader must ignore those that it does not know."
        },
        footer = {"", "Example:", "  clearml-admin config schema key list"})
@Prints(isText = true)
final class ConfigSchema implements Action {

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command, such as key list.")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        CommandLine line = Objects.requireNonNull(spec).root().commandLine();
        for (String word : words) {
            CommandLine inner = line.getSubcommands().get(word);
            if (inner == null) {
                throw unknown(line, word);
            }
            line = inner;
        }
        String name = name(line.getCommandSpec());
        try (InputStream schema = ConfigSchema.class.getResourceAsStream("schemas/" + name + ".json")) {
            if (schema == null) {
                throw CommandException.wrongUse(
                        line.getCommandSpec().qualifiedName() + " prints no JSON of its own",
                        "see " + line.getCommandSpec().qualifiedName() + " --help");
            }
            invocation.output().text(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        return ExitCode.DONE;
    }

    /** The schema's name: that of the command without the first word, such as {@code key-list}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-").replaceFirst("^clearml-admin-?", "");
    }

    private static CommandException unknown(CommandLine line, String word) {
        String nearest = NearestWord.of(word, line.getSubcommands().keySet())
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
        String path = line.getCommandSpec().qualifiedName();
        return CommandException.wrongUse(
                path + " has no command " + SafeText.line(word, 100) + nearest, "see " + path + " --help");
    }
}
