package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of {@code organization.*} that both editions have. Counts are of projects, tasks and models only. */
final class OrganizationEndpoints {

    private static final List<String> ENTITIES = List.of(
            "projects", "tasks", "models", "pipelines", "pipeline_runs", "datasets", "dataset_versions", "reports");
    private static final Duration DOWNLOAD_LIFETIME = Duration.ofMinutes(5);

    private final ServerState world;
    private final Map<String, Download> downloads = new LinkedHashMap<>();

    /** A listing that may be fetched for some time. */
    private record Download(String company, String entity, List<String> columns, Instant end) {}

    OrganizationEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_user_companies", this::getUserCompanies);
        add(endpoints, "get_entities_count", this::getEntitiesCount);
        add(endpoints, "get_tags", this::getTags);
        add(endpoints, "get_project_usages", OrganizationEndpoints::getProjectUsages);
        add(endpoints, "prepare_download_for_get_all", this::prepareDownload);
        add(endpoints, "download_for_get_all", this::download);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("organization." + action, Endpoints.ANYONE, run);
    }

    private Object getUserCompanies(Caller caller, Body body) {
        Company company = world.companyOf(caller);
        List<Account> members = world.accounts.values().stream()
                .filter(account -> account.company.equals(company.id) && account.hasProfile)
                .toList();
        List<Map<String, Object>> owners = new ArrayList<>();
        members.stream().filter(account -> account.role.equals(Role.ADMIN)).forEach(account -> {
            Map<String, Object> owner = new LinkedHashMap<>(Map.of("id", account.id, "name", account.name()));
            if (account.profile.containsKey("avatar")) {
                owner.put("avatar", account.profile.get("avatar"));
            }
            owners.add(owner);
        });
        return Map.of(
                "companies",
                List.of(Map.of("id", company.id, "name", company.name, "allocated", members.size(), "owners", owners)));
    }

    private Object getEntitiesCount(Caller caller, Body body) {
        Map<String, Object> counts = new LinkedHashMap<>();
        ENTITIES.stream().filter(body::has).forEach(entity -> {
            body.object(entity);
            counts.put(entity, count(caller, entity));
        });
        return counts;
    }

    private long count(Caller caller, String entity) {
        return switch (entity) {
            case "projects" ->
                world.projects.values().stream()
                        .filter(project -> project.isVisible(caller.company()))
                        .count();
            case "tasks" ->
                world.tasks.values().stream()
                        .filter(task -> task.isVisible(caller.company()))
                        .count();
            case "models" ->
                world.models.values().stream()
                        .filter(model -> model.isVisible(caller.company()))
                        .count();
            default -> 0;
        };
    }

    private Object getTags(Caller caller, Body body) {
        Set<String> tags = new TreeSet<>();
        Set<String> systemTags = new TreeSet<>();
        world.tasks.values().stream()
                .filter(task -> task.owner.equals(caller.company()))
                .forEach(task -> {
                    tags.addAll(task.tags);
                    systemTags.addAll(task.systemTags);
                });
        world.models.values().stream()
                .filter(model -> model.owner.equals(caller.company()))
                .forEach(model -> {
                    tags.addAll(model.tags);
                    systemTags.addAll(model.systemTags);
                });
        return body.flag("include_system", false)
                ? Map.of("tags", tags, "system_tags", systemTags)
                : Map.of("tags", tags);
    }

    static Object getProjectUsages(Caller caller, Body body) {
        body.requiredTexts("projects");
        body.required("from_date");
        body.required("to_date");
        List<String> keys = body.texts("breakdown_keys");
        Map<String, Object> usages = new LinkedHashMap<>();
        for (String key : keys == null ? List.of("project") : keys) {
            usages.put(key + "s", Map.of("total", List.of(), "series", List.of()));
        }
        return usages;
    }

    private Object prepareDownload(Caller caller, Body body) {
        String entity = body.required("entity_type");
        List<String> only = body.requiredTexts("only_fields");
        if (!body.has("field_mappings")) {
            throw Refusal.validation("error for field 'field_mappings'. field is required!");
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Map<String, Object> mapping : body.objects("field_mappings")) {
            String field = String.valueOf(mapping.get("field"));
            names.put(field, String.valueOf(mapping.getOrDefault("name", field)));
        }
        List<String> columns =
                only.stream().filter(names::containsKey).map(names::get).toList();
        String id = ServerState.newId();
        Instant end = world.now().plus(DOWNLOAD_LIFETIME);
        downloads.put(id, new Download(caller.company(), entity, columns, end));
        return Map.of("prepare_id", id);
    }

    private Object download(Caller caller, Body body) {
        String id = body.required("prepare_id");
        Download download = downloads.get(id);
        boolean isThere = download != null
                && download.company().equals(caller.company())
                && download.end().isAfter(world.now());
        if (download == null || !isThere) {
            throw new Refusal(400, 10, "Invalid object id (prepare ID not found): id=" + id);
        }
        String header =
                download.columns().stream().map(OrganizationEndpoints::quoted).collect(Collectors.joining(","));
        return Answer.file(download.entity() + "_export.csv", "text/csv", header + "\r\n");
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
