package io.clearmladmin.cli;

import io.clearmladmin.models.Model;
import io.clearmladmin.models.ModelQuery;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the models of your tenant; archived ones only with --archived.",
        footer = {"", "Example:", "  clearml-admin model list --project vision"})
@Prints(list = ModelRow.class)
final class ModelList implements Action {

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Only in this project, by name or id, or below; repeatable.")
    private List<String> projects = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag; -TAG for without; repeatable.")
    private List<String> tags = List.of();

    @Option(names = "--archived", description = "Those that are archived, instead of those that are not.")
    private boolean isArchived;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ModelQuery.Builder query = ModelQuery.builder();
        query.onlyFields(ModelRow.FIELDS)
                .orderBy(List.of("id"))
                .systemTags(List.of(isArchived ? "archived" : "-archived"))
                .tags(TaskList.some(tags));
        if (!projects.isEmpty()) {
            query.project(ProjectNames.ids(invocation.clearml(), projects)).includeSubprojects(true);
        }
        try (RowStream<ModelRow> rows = invocation.output().stream(ModelRow.class)) {
            for (Model model : invocation.clearml().models().getAllEx(query.build())) {
                rows.add(ModelRow.of(model));
            }
        }
        return ExitCode.DONE;
    }
}
