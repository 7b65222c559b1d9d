package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code projects.*}: what moves, merges and deletes projects, and what is in them. */
final class ProjectTreeEndpoints {

    private final ServerState world;

    ProjectTreeEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "move", "1.0", this::move);
        add(endpoints, "merge", "1.0", this::merge);
        add(endpoints, "validate_delete", "1.0", this::validateDelete);
        add(endpoints, "delete", "1.0", this::delete);
        add(endpoints, "get_project_tags", "1.0", this::getProjectTags);
        add(endpoints, "get_task_tags", "2.8", this::getTaskTags);
        add(endpoints, "get_model_tags", "2.8", this::getModelTags);
        add(endpoints, "get_user_names", "1.0", this::getUserNames);
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("projects." + action, since, Endpoints.ANYONE, run);
    }

    // The real server does not look whether there is such a project, and fails.
    private Project source(Caller caller, @Nullable String id) {
        Project project = id == null ? null : world.projects.get(id);
        if (project == null || !project.owner.equals(caller.company())) {
            throw new Refusal(500, 0, "'NoneType' object has no attribute 'name'");
        }
        return project;
    }

    private Object move(Caller caller, Body body) {
        Project project = source(caller, body.required("project"));
        String location = body.text("new_location");
        if (location == null) {
            throw new Refusal(500, 0, "'NoneType' object has no attribute 'strip'");
        }
        if (location.equals(project.location())) {
            throw new Refusal(400, 410, "Project has the same source and destination paths: location=" + location);
        }
        if (location.equals(project.name) || location.startsWith(project.name + "/")) {
            throw new Refusal(
                    400, 411, "Project can not be moved under itself in the projects hierarchy: project=" + project.id);
        }
        String name = location.isEmpty() ? project.basename() : location + "/" + project.basename();
        if (ProjectsEndpoints.named(world, caller.company(), name) != null) {
            throw ProjectsEndpoints.taken(caller, name);
        }
        if (!location.isEmpty()) {
            ProjectsEndpoints.made(world, caller, location);
        }
        List<Project> below = ProjectsEndpoints.below(world, project);
        below.forEach(one -> one.name = name + one.name.substring(project.name.length()));
        project.name = name;
        return Map.of("moved", below.size() + 1);
    }

    private Object merge(Caller caller, Body body) {
        Project from = source(caller, body.required("project"));
        String id = body.text("destination_project");
        if (from.id.equals(id)) {
            throw new Refusal(400, 410, "Project has the same source and destination paths: source=" + id);
        }
        Project to = id == null ? null : source(caller, id);
        if (to != null && to.isBelow(from)) {
            throw new Refusal(
                    400,
                    412,
                    "Project can not be merged into its own child: source=" + from.id + ", destination=" + to.id);
        }
        // What is archived stays where there is nothing any more.
        int entities = 0;
        for (Task task : tasks(List.of(from))) {
            if (!task.isArchived()) {
                task.project = id;
                entities++;
            }
        }
        for (Model model : models(List.of(from))) {
            if (!model.isArchived()) {
                model.project = id;
                entities++;
            }
        }
        List<Project> below = ProjectsEndpoints.below(world, from);
        String above = to == null ? "" : to.name + "/";
        below.forEach(one -> one.name = above + one.name.substring(from.name.length() + 1));
        world.projects.remove(from.id);
        return Map.of("moved_entities", entities, "moved_projects", below.size());
    }

    private List<Project> tree(Project project) {
        List<Project> tree = new ArrayList<>(List.of(project));
        tree.addAll(ProjectsEndpoints.below(world, project));
        return tree;
    }

    private List<Task> tasks(List<Project> projects) {
        Set<String> ids = ids(projects);
        return world.tasks.values().stream()
                .filter(task -> task.project != null && ids.contains(task.project))
                .toList();
    }

    private List<Model> models(List<Project> projects) {
        Set<String> ids = ids(projects);
        return world.models.values().stream()
                .filter(model -> model.project != null && ids.contains(model.project))
                .toList();
    }

    private static Set<String> ids(List<Project> projects) {
        Set<String> ids = new LinkedHashSet<>();
        projects.forEach(project -> ids.add(project.id));
        return ids;
    }

    private Object validateDelete(Caller caller, Body body) {
        Project project = ProjectsEndpoints.visible(world, caller, body.required("project"));
        List<Task> all = tasks(tree(project));
        List<Model> models = models(tree(project));
        Predicate<Task> isReport = task -> task.type.equals("report");
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("pipelines", 0);
        counts.put("datasets", 0);
        counts.put("tasks", all.stream().filter(isReport.negate()).count());
        counts.put(
                "non_archived_tasks",
                all.stream()
                        .filter(isReport.negate())
                        .filter(task -> !task.isArchived())
                        .count());
        counts.put("models", models.size());
        counts.put(
                "non_archived_models",
                models.stream().filter(model -> !model.isArchived()).count());
        counts.put("reports", all.stream().filter(isReport).count());
        counts.put(
                "non_archived_reports",
                all.stream().filter(isReport).filter(task -> !task.isArchived()).count());
        return counts;
    }

    private Object delete(Caller caller, Body body) {
        Project project = ProjectsEndpoints.writable(world, caller, body.required("project"));
        List<Project> tree = tree(project);
        List<Task> tasks = tasks(tree);
        List<Model> models = models(tree);
        if (!body.flag("force", false)) {
            if (tasks.stream().anyMatch(task -> !task.isArchived())) {
                throw new Refusal(400, 402, "Project has associated tasks (use force=true): id=" + project.id);
            }
            if (models.stream().anyMatch(model -> !model.isArchived())) {
                throw new Refusal(400, 405, "Project has associated models (use force=true): id=" + project.id);
            }
        }
        boolean deletes = body.flag("delete_contents", false);
        // Nothing is stopped, and queues keep their entries.
        for (Task task : tasks) {
            if (deletes) {
                world.tasks.remove(task.id);
            } else {
                task.project = null;
            }
        }
        for (Model model : models) {
            if (deletes) {
                world.models.remove(model.id);
            } else {
                model.project = null;
            }
        }
        tree.forEach(one -> world.projects.remove(one.id));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("deleted", tree.size());
        answer.put("disassociated_tasks", deletes ? 0 : tasks.size());
        answer.put("deleted_models", deletes ? models.size() : 0);
        answer.put("deleted_tasks", deletes ? tasks.size() : 0);
        answer.put("urls", null);
        return answer;
    }

    private static Map<String, Object> tags(Body body, Stream<List<String>> tags, Stream<List<String>> systemTags) {
        Map<String, Object> answer = new LinkedHashMap<>();
        Set<String> all = new TreeSet<>();
        tags.forEach(all::addAll);
        answer.put("tags", all);
        if (body.flag("include_system", false)) {
            Set<String> system = new TreeSet<>();
            systemTags.forEach(system::addAll);
            answer.put("system_tags", system);
        }
        return answer;
    }

    private List<Project> named(Caller caller, Body body) {
        List<String> ids = body.filter("projects");
        return world.projects.values().stream()
                .filter(project -> project.isVisible(caller.company()))
                .filter(project -> ids.isEmpty() || ids.contains(project.id))
                .toList();
    }

    private List<Task> tasksOf(Caller caller, Body body) {
        return body.filter("projects").isEmpty()
                ? world.tasks.values().stream()
                        .filter(task -> task.isVisible(caller.company()))
                        .toList()
                : tasks(named(caller, body));
    }

    private Object getProjectTags(Caller caller, Body body) {
        List<Project> projects = named(caller, body);
        return tags(
                body,
                projects.stream().map(project -> project.tags),
                projects.stream().map(project -> project.systemTags));
    }

    private Object getTaskTags(Caller caller, Body body) {
        List<Task> tasks = tasksOf(caller, body);
        return tags(body, tasks.stream().map(task -> task.tags), tasks.stream().map(task -> task.systemTags));
    }

    private Object getModelTags(Caller caller, Body body) {
        List<Model> models = body.filter("projects").isEmpty()
                ? world.models.values().stream()
                        .filter(model -> model.isVisible(caller.company()))
                        .toList()
                : models(named(caller, body));
        return tags(
                body, models.stream().map(model -> model.tags), models.stream().map(model -> model.systemTags));
    }

    private Object getUserNames(Caller caller, Body body) {
        Set<String> ids = new LinkedHashSet<>();
        tasksOf(caller, body).forEach(task -> ids.add(task.user));
        List<Map<String, Object>> users = new ArrayList<>();
        ids.stream()
                .map(world.accounts::get)
                .filter(Objects::nonNull)
                .forEach(account -> users.add(Map.of("id", account.id, "name", account.name())));
        return Map.of("users", users);
    }
}
