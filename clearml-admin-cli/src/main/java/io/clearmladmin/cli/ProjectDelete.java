package io.clearmladmin.cli;

import io.clearmladmin.projects.DeleteProject;
import io.clearmladmin.projects.DeletedProject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes a project and those below it. What is in it moves to the root, unless --contents deletes it too.",
            "Refused while tasks in it wait or run, since the server stops none; and, unless forced, while something in it is"
                    + " not archived."
        },
        footer = {"", "Example:", "  clearml-admin project delete old --contents --confirm old"})
@Prints(one = ProjectDelete.Deleted.class)
final class ProjectDelete implements Action {

    record Deleted(String id, String name, int projects, int tasks, int models, int movedToRoot) {}

    @Parameters(paramLabel = "PROJECT", description = "The name or the id.")
    private String project = "";

    @Option(names = "--contents", description = "Delete tasks and models in it for good.")
    private boolean isWithContents;

    @Option(names = "--force", description = "Also what is not archived, published tasks and models included.")
    private boolean isForced;

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ProjectShow.Shown shown = ProjectShow.look(invocation, project);
        String name = shown.name().orElse(shown.id());
        requireQuiet(shown.active(), name);
        String what = shown.tasks() + " tasks and " + shown.models() + " models in it are "
                + (isWithContents ? "deleted" : "moved to the root");
        confirmation.ask(invocation, "delete the project " + name + "; " + what, name);
        requireQuiet(ProjectShow.look(invocation, shown.id()).active(), name);
        DeletedProject deleted = invocation
                .clearml()
                .projects()
                .delete(DeleteProject.builder()
                        .project(shown.id())
                        .deleteContents(isWithContents)
                        .force(isForced)
                        .build());
        invocation
                .output()
                .one(
                        Deleted.class,
                        new Deleted(
                                shown.id(),
                                name,
                                deleted.deleted().orElse(0),
                                deleted.deletedTasks().orElse(0),
                                deleted.deletedModels().orElse(0),
                                deleted.disassociatedTasks().orElse(0)));
        return ExitCode.DONE;
    }

    private static void requireQuiet(int active, String name) {
        if (active > 0) {
            throw new CommandException(
                    ExitCode.FAILED,
                    active + " tasks in " + name + " wait or run, and a deletion stops none; nothing was done",
                    "stop them first: task list --project " + name
                            + " --status queued,in_progress, then task stop --wait");
        }
    }
}
