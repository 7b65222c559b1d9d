package io.clearmladmin.testkit.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which tasks a listing is of: its filters, read once, since there may be many tasks. */
final class TaskFilter {

    private final ServerState world;
    private final String company;
    private final Set<String> ids;
    private final boolean seesHidden;
    private final @Nullable Pattern name;
    private final Set<String> projects;
    private final Documents.Choice user;
    private final Documents.Choice type;
    private final Documents.Choice status;
    private final Documents.Choice parent;
    private final Documents.Choice queue;
    private final List<String> tags;
    private final List<String> systemTags;
    private final TimeBounds statusChanged;
    private final TimeBounds created;
    private final boolean isById;

    TaskFilter(ServerState world, Caller caller, Body body) {
        this.world = world;
        this.company = caller.company();
        this.ids = new LinkedHashSet<>(body.filter("id"));
        this.seesHidden = body.flag("search_hidden", false) || !ids.isEmpty();
        this.name = Documents.pattern(body.text("name"));
        this.projects = projects(world, body);
        this.user = Documents.Choice.of(body, "user");
        this.type = Documents.Choice.of(body, "type");
        this.status = Documents.Choice.of(body, "status");
        this.parent = Documents.Choice.of(body, "parent");
        this.queue = Documents.Choice.of(body, "execution.queue");
        this.tags = body.filter("tags");
        this.systemTags = body.filter("system_tags");
        this.statusChanged = TimeBounds.of(body, "status_changed");
        this.created = TimeBounds.of(body, "created");
        this.isById = body.textsOrNone("order_by").equals(List.of("id"));
    }

    /** The projects that a listing names, with those below them if it says so; empty for all. */
    static Set<String> projects(ServerState world, Body body) {
        Set<String> projects = new HashSet<>(body.filter("project"));
        if (body.flag("include_subprojects", false)) {
            for (String id : List.copyOf(projects)) {
                Project above = world.projects.get(id);
                world.projects.values().stream()
                        .filter(project -> above != null && project.isBelow(above))
                        .forEach(project -> projects.add(project.id));
            }
        }
        return projects;
    }

    /** Those it lets through, by id where the listing is ordered so, else in the order in which they were created. */
    List<Task> tasks() {
        Collection<Task> all = isById ? world.tasks.byId() : world.tasks.values();
        Collection<Task> some = ids.isEmpty()
                ? all
                : ids.stream().map(world.tasks::get).filter(Objects::nonNull).toList();
        return some.stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(Task task) {
        return task.isVisible(company)
                && (seesHidden || !task.isHidden())
                && (projects.isEmpty() || projects.contains(String.valueOf(task.project)))
                && Documents.isMatched(name, task.name)
                && user.allows(task.user)
                && type.allows(task.type)
                && status.allows(task.status.value())
                && parent.allows(task.parent)
                && queue.allows(task.queue)
                && QueuesEndpoints.hasTags(task.tags, tags)
                && QueuesEndpoints.hasTags(task.systemTags, systemTags)
                && statusChanged.allow(task.statusChanged)
                && created.allow(task.created);
    }
}
