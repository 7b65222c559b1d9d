package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code projects.*}: what projects there are. */
final class ProjectsEndpoints {

    private static final int SHORTEST_NAME = 3;
    private static final List<String> STATUSES = List.of(
            "closed",
            "completed",
            "created",
            "failed",
            "in_progress",
            "published",
            "publishing",
            "queued",
            "stopped",
            "unknown");

    private final ServerState world;
    private final Documents plain;
    private final Documents joined;

    ProjectsEndpoints(ServerState world) {
        this.world = world;
        this.plain = new Documents(world, "Project", Project.FIELDS, false);
        this.joined = new Documents(world, "Project", Project.FIELDS, true);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_all", "1.0", (caller, body) -> list(caller, body, plain));
        add(endpoints, "get_all_ex", "1.0", (caller, body) -> list(caller, body, joined));
        add(endpoints, "get_by_id", "1.0", this::getById);
        add(endpoints, "create", "1.0", this::create);
        add(endpoints, "update", "1.0", this::update);
        add(endpoints, "make_public", "2.9", (caller, body) -> publish(caller, body, true));
        add(endpoints, "make_private", "2.9", (caller, body) -> publish(caller, body, false));
    }

    private static void add(Endpoints endpoints, String action, String since, Endpoint.Action run) {
        endpoints.add("projects." + action, since, Endpoints.ANYONE, run);
    }

    static Refusal taken(Caller caller, String name) {
        return new Refusal(
                400,
                801,
                "Value combination already exists (unique field already contains this value): name=" + name
                        + ", company=" + caller.company());
    }

    static Refusal unknown(String id) {
        return new Refusal(400, 401, "Invalid project id: id=" + id);
    }

    static Project visible(ServerState world, Caller caller, String id) {
        Project project = world.projects.get(id);
        if (project == null || !project.isVisible(caller.company())) {
            throw unknown(id);
        }
        return project;
    }

    static Project writable(ServerState world, Caller caller, String id) {
        Project project = visible(world, caller, id);
        if (project.isPublic) {
            throw new Refusal(
                    403,
                    21,
                    "Forbidden (modification not allowed) (cannot modify public project(s), ids=('" + id + "',))");
        }
        return project;
    }

    static List<Project> own(ServerState world, String company) {
        return world.projects.values().stream()
                .filter(project -> project.owner.equals(company))
                .toList();
    }

    static List<Project> below(ServerState world, Project above) {
        return own(world, above.owner).stream()
                .filter(project -> project.isBelow(above))
                .toList();
    }

    static @Nullable Project named(ServerState world, String company, String name) {
        return own(world, company).stream()
                .filter(project -> project.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A project with those above it, made where there is none. */
    static Project made(ServerState world, Caller caller, String name) {
        Project known = named(world, caller.company(), name);
        if (known != null) {
            return known;
        }
        Project project = new Project(ServerState.newId(), caller.company(), caller.user(), name, world.now());
        if (!project.location().isEmpty()) {
            made(world, caller, project.location());
        }
        world.projects.put(project.id, project);
        return project;
    }

    /** Where tasks or models are to be moved; null for the root. */
    static @Nullable String target(ServerState world, Caller caller, Body body) {
        if (!body.fields().has("project") && !body.has("project_name")) {
            throw new Refusal(400, 11, "Missing required fields (project or project_name is required)");
        }
        if (body.has("project")) {
            return visible(world, caller, body.required("project")).id;
        }
        return body.has("project_name") ? made(world, caller, body.required("project_name")).id : null;
    }

    static Map<String, Object> moved(@Nullable String project) {
        return project == null ? Map.of() : Map.of("project_id", project);
    }

    private List<String> path(Project project) {
        List<String> path = new ArrayList<>();
        String location = project.location();
        while (!location.isEmpty()) {
            Project above = named(world, project.owner, location);
            if (above != null) {
                path.add(0, above.id);
            }
            int end = location.lastIndexOf('/');
            location = end < 0 ? "" : location.substring(0, end);
        }
        return path;
    }

    private Object list(Caller caller, Body body, Documents documents) {
        documents.check(body);
        if (body.has("stats_for_state")) {
            String state = body.required("stats_for_state");
            if (!List.of("active", "archived").contains(state)) {
                throw Refusal.validation(
                        "error for field 'stats_for_state': ('value is wrong, expected type \"entityvisibility\"', '"
                                + state + "').");
            }
        }
        Pattern name = Documents.pattern(body.text("name"));
        Pattern basename = Documents.pattern(body.text("basename"));
        List<String> ids = body.filter("id");
        List<String> active = body.filter("active_users");
        boolean seesHidden = body.flag("search_hidden", false) || !ids.isEmpty();
        List<Map<String, Object>> found = new ArrayList<>();
        for (Project project : world.projects.values()) {
            boolean isWanted = project.isVisible(caller.company())
                    && (seesHidden || !project.systemTags.contains("hidden"))
                    && (ids.isEmpty() || ids.contains(project.id))
                    && (active.isEmpty() || isActive(project, active))
                    && (!body.flag("shallow_search", false)
                            || project.location().isEmpty())
                    && Documents.isMatched(name, project.name)
                    && Documents.isMatched(basename, project.basename())
                    && QueuesEndpoints.hasTags(project.tags, body.filter("tags"))
                    && QueuesEndpoints.hasTags(project.systemTags, body.filter("system_tags"));
            if (isWanted) {
                Map<String, Object> document = project.document(path(project));
                if (body.flag("include_stats", false)) {
                    document.put("stats", Map.of("active", stats(project)));
                    document.put("sub_projects", below(project));
                }
                found.add(document);
            }
        }
        return documents.answer("projects", found, body);
    }

    private boolean isActive(Project project, List<String> users) {
        return world.tasks.values().stream()
                .anyMatch(task -> project.id.equals(task.project) && users.contains(task.user));
    }

    private List<Map<String, Object>> below(Project above) {
        List<Map<String, Object>> below = new ArrayList<>();
        below(world, above).forEach(project -> below.add(Map.of("id", project.id, "name", project.name)));
        return below;
    }

    private Map<String, @Nullable Object> stats(Project project) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String status : STATUSES) {
            counts.put(
                    status,
                    world.tasks.values().stream()
                            .filter(task -> project.id.equals(task.project)
                                    && !task.isArchived()
                                    && task.status.value().equals(status))
                            .count());
        }
        Map<String, @Nullable Object> stats = new LinkedHashMap<>();
        stats.put("status_count", counts);
        stats.put(
                "total_tasks",
                counts.values().stream().mapToLong(count -> (Long) count).sum());
        stats.put("total_runtime", 0);
        stats.put("completed_tasks_24h", 0);
        stats.put("last_task_run", null);
        return stats;
    }

    private Object getById(Caller caller, Body body) {
        Project project = visible(world, caller, body.required("project"));
        return Map.of("project", plain.whole(project.document(path(project))));
    }

    private Object create(Caller caller, Body body) {
        if (!body.fields().has("name")) {
            throw new Refusal(400, 11, "Missing required fields: missing=(name)");
        }
        if (!body.fields().get("name").isTextual()) {
            throw new Refusal(500, 0, "ProjectBLL.create() missing 1 required positional argument: 'name'");
        }
        if (body.fields().path("tags").isTextual()) {
            throw new Refusal(
                    400, 800, "Data validation error: tags=Only lists and tuples may be used in a list field");
        }
        String name = body.required("name").strip().replaceAll("/+", "/").replaceAll("^/|/$", "");
        if (name.isEmpty()) {
            throw new Refusal(400, 407, "Invalid project name: name=" + name);
        }
        if (name.substring(name.lastIndexOf('/') + 1).length() < SHORTEST_NAME) {
            throw Refusal.validation("Project name cannot be blank");
        }
        requireFree(caller, name);
        Project project = made(world, caller, name);
        set(project, body);
        return Map.of("id", project.id);
    }

    private void requireFree(Caller caller, String name) {
        if (named(world, caller.company(), name) != null) {
            throw taken(caller, name);
        }
    }

    private static void set(Project project, Body body) {
        project.description = body.has("description") ? body.text("description") : project.description;
        project.destination =
                body.has("default_output_destination") ? body.text("default_output_destination") : project.destination;
        project.tags = body.has("tags") ? new ArrayList<>(body.textsOrNone("tags")) : project.tags;
        project.systemTags =
                body.has("system_tags") ? new ArrayList<>(body.textsOrNone("system_tags")) : project.systemTags;
    }

    private Object update(Caller caller, Body body) {
        Project project = writable(world, caller, body.required("project"));
        Map<String, Object> fields =
                body.only(List.of("name", "description", "tags", "system_tags", "default_output_destination"));
        if (fields.containsKey("name")) {
            String name = body.required("name");
            String location = name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
            if (!location.equals(project.location())) {
                throw new Refusal(400, 408, "Cannot update project location. use projects.move instead: name=" + name);
            }
            if (!name.equals(project.name)) {
                requireFree(caller, name);
                below(world, project).forEach(one -> one.name = name + one.name.substring(project.name.length()));
                project.name = name;
            }
        }
        set(project, body);
        project.lastUpdate = world.now();
        return Map.of("updated", 1, "fields", fields);
    }

    private Object publish(Caller caller, Body body, boolean isPublic) {
        List<String> ids = body.requiredTexts("ids");
        List<Project> projects = own(world, caller.company()).stream()
                .filter(project -> ids.contains(project.id) && project.isPublic != isPublic)
                .toList();
        if (projects.size() < ids.size()) {
            throw new Refusal(400, 401, "Invalid project id: ids=(" + String.join(", ", ids) + ")");
        }
        projects.forEach(project -> project.isPublic = isPublic);
        return Map.of("updated", projects.size());
    }
}
