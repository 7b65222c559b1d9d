package io.clearmladmin.cli;

import io.clearmladmin.models.Model;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a model.",
        footer = {"", "Example:", "  clearml-admin model show 0123456789abcdef0123456789abcdef"})
@Prints(one = ModelRow.class)
final class ModelShow implements Action {

    @Parameters(paramLabel = "MODEL", description = "The id.")
    private String model = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        List<Model> found = invocation.clearml().models().getByIdEx(List.of(model));
        if (found.isEmpty()) {
            throw CommandException.wrongUse("there is no model " + model, "give its id; model list shows it");
        }
        invocation.output().one(ModelRow.class, ModelRow.of(found.get(0)));
        return ExitCode.DONE;
    }
}
