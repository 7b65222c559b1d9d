package io.clearmladmin.cli;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.projects.Project;
import io.clearmladmin.projects.ProjectQuery;
import java.io.IOException;
import java.util.List;

/** Finds a project. */
final class Projects {

    private Projects() {}

    /** The id of the project of this id or whole name. */
    static String byNameOrId(Invocation invocation, String idOrName) throws IOException {
        List<Project> byId = projects(invocation, ProjectQuery.builder().id(List.of(idOrName)));
        List<Project> found =
                byId.isEmpty() ? projects(invocation, ProjectQuery.builder().name(idOrName)) : byId;
        return found.stream()
                .map(Project::id)
                .findFirst()
                .orElseThrow(() -> CommandException.wrongUse(
                        "there is no project '" + SafeText.line(idOrName) + "'",
                        "give the whole name, such as team/vision, or the id"));
    }

    private static List<Project> projects(Invocation invocation, ProjectQuery.Builder query) throws IOException {
        return invocation.clearml().projects().getAll(query.searchHidden(true).build()).stream()
                .toList();
    }
}
