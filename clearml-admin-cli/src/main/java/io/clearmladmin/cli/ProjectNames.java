package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.projects.Project;
import io.clearmladmin.projects.ProjectQuery;
import java.util.ArrayList;
import java.util.List;

/** Finds projects by their whole names or ids, hidden ones too. */
final class ProjectNames {

    private ProjectNames() {}

    static Project project(ClearMl clearml, String nameOrId) {
        ProjectQuery.Builder byId = ProjectQuery.builder();
        byId.searchHidden(true);
        List<Project> found = new ArrayList<>();
        if (!nameOrId.startsWith("-") && !nameOrId.startsWith("__$")) {
            clearml.projects().getAllEx(byId.id(List.of(nameOrId)).build()).forEach(found::add);
        }
        if (found.isEmpty()) {
            ProjectQuery.Builder byName = ProjectQuery.builder();
            byName.searchHidden(true);
            clearml.projects().getAllEx(byName.name(nameOrId).build()).forEach(found::add);
        }
        if (found.isEmpty()) {
            throw CommandException.wrongUse(
                    "there is no project '" + SafeText.line(nameOrId) + "'",
                    "give its whole name, such as team/vision, or its id; project list shows both");
        }
        if (found.size() > 1) {
            throw CommandException.wrongUse(
                    "there are " + found.size() + " projects '" + SafeText.line(nameOrId) + "'",
                    "give the id; project list shows it");
        }
        return found.get(0);
    }

    static List<String> ids(ClearMl clearml, List<String> names) {
        return names.stream().map(name -> project(clearml, name).id()).toList();
    }
}
