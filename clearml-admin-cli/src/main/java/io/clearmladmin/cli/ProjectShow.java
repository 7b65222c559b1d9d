package io.clearmladmin.cli;

import io.clearmladmin.projects.Project;
import io.clearmladmin.projects.ProjectContents;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tasks.TaskStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a project, and how much is in it and below it.",
        footer = {"", "Example:", "  clearml-admin project show vision/segmentation"})
@Prints(one = ProjectShow.Shown.class)
final class ProjectShow implements Action {

    record Shown(
            String id,
            Optional<String> name,
            int tasks,
            int active,
            int archivedTasks,
            int models,
            int archivedModels,
            int pipelines,
            int datasets,
            int reports) {

        static Shown of(Project project, ProjectContents contents, int active) {
            int tasks = contents.tasks().orElse(0);
            int models = contents.models().orElse(0);
            return new Shown(
                    project.id(),
                    project.name(),
                    tasks,
                    active,
                    tasks - contents.nonArchivedTasks().orElse(tasks),
                    models,
                    models - contents.nonArchivedModels().orElse(models),
                    contents.pipelines().orElse(0),
                    contents.datasets().orElse(0),
                    contents.reports().orElse(0));
        }
    }

    @Parameters(paramLabel = "PROJECT", description = "The name or the id.")
    private String project = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation.output().one(Shown.class, look(invocation, project));
        return ExitCode.DONE;
    }

    /** What is in a project, and how many tasks of it wait or run. */
    static Shown look(Invocation invocation, String nameOrId) throws IOException {
        Project found = ProjectNames.project(invocation.clearml(), nameOrId);
        TaskQuery.Builder active = TaskQuery.builder();
        active.project(List.of(found.id()))
                .includeSubprojects(true)
                .searchHidden(true)
                .status(List.of(TaskStatus.QUEUED, TaskStatus.IN_PROGRESS))
                .onlyFields(List.of("id"));
        int count = 0;
        for (Task task : invocation.clearml().tasks().getAllEx(active.build())) {
            count += task.id().isEmpty() ? 0 : 1;
        }
        return Shown.of(found, invocation.clearml().projects().validateDelete(found.id()), count);
    }
}
