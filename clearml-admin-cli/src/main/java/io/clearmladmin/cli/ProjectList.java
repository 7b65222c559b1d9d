package io.clearmladmin.cli;

import io.clearmladmin.projects.Project;
import io.clearmladmin.projects.ProjectQuery;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the projects of your tenant.",
        footer = {"", "Example:", "  clearml-admin project list --hidden"})
@Prints(list = ProjectRow.class)
final class ProjectList implements Action {

    @Option(names = "--hidden", description = "Hidden ones too: those of pipelines, datasets and reports.")
    private boolean isHidden;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ProjectQuery.Builder query = ProjectQuery.builder();
        query.onlyFields(ProjectRow.FIELDS).orderBy(List.of("name")).searchHidden(isHidden);
        try (RowStream<ProjectRow> rows = invocation.output().stream(ProjectRow.class)) {
            for (Project project : invocation.clearml().projects().getAllEx(query.build())) {
                rows.add(ProjectRow.of(project));
            }
        }
        return ExitCode.DONE;
    }
}
