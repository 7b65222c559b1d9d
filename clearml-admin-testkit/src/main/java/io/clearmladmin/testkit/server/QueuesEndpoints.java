package io.clearmladmin.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code queues.*}: the queues themselves. */
final class QueuesEndpoints {

    private static final String SINCE = "2.4";
    private static final int SHORTEST_NAME = 3;
    private static final String HIDDEN_TAG = "k8s-glue";
    private static final Listing LISTING = new Listing(
            "queues",
            Set.of(
                    "id",
                    "name",
                    "display_name",
                    "user",
                    "company",
                    "created",
                    "tags",
                    "system_tags",
                    "entries",
                    "last_update",
                    "metadata",
                    "workers"));

    private final ServerState world;

    QueuesEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_all", (caller, body) -> getAll(caller, body, false));
        add(endpoints, "get_all_ex", (caller, body) -> getAll(caller, body, true));
        add(endpoints, "get_by_id", this::getById);
        add(endpoints, "get_default", this::getDefault);
        add(endpoints, "create", this::create);
        add(endpoints, "update", this::update);
        add(endpoints, "delete", this::delete);
        endpoints.add("queues.add_or_update_metadata", "2.13", Endpoints.ANYONE, this::addOrUpdateMetadata);
        endpoints.add("queues.delete_metadata", "2.13", Endpoints.ANYONE, this::deleteMetadata);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("queues." + action, SINCE, Endpoints.ANYONE, run);
    }

    static Queue queue(ServerState world, Caller caller, Body body) {
        String id = body.required("queue");
        Queue queue = world.queues.get(id);
        if (queue == null || !queue.company.equals(caller.company())) {
            throw new Refusal(400, 701, "Invalid queue id: id=" + id + ", company=" + caller.company());
        }
        return queue;
    }

    private Object getAll(Caller caller, Body body, boolean isJoined) {
        LISTING.onlyFields(body);
        Pattern name = LISTING.name(body);
        List<String> ids = body.filter("id");
        boolean seesHidden = body.flag("search_hidden", false) || name != null || !ids.isEmpty();
        List<Map<String, Object>> found = new ArrayList<>();
        for (Queue queue : world.queues.values()) {
            boolean isWanted = queue.company.equals(caller.company())
                    && (seesHidden || !queue.systemTags.contains(HIDDEN_TAG))
                    && (name == null || name.matcher(queue.name).find())
                    && (ids.isEmpty() || ids.contains(queue.id))
                    && hasTags(queue.tags, body.filter("tags"))
                    && hasTags(queue.systemTags, body.filter("system_tags"));
            if (isWanted) {
                found.add(isJoined ? joined(queue, body) : plain(queue, body));
            }
        }
        return Map.of("queues", LISTING.page(found, body, isJoined));
    }

    /** Any of those wanted, and none of those with a minus. */
    static boolean hasTags(List<String> tags, List<String> wanted) {
        boolean isSome = false;
        boolean hasOne = false;
        for (String tag : wanted) {
            if (tag.startsWith("-")) {
                if (tags.contains(tag.substring(1))) {
                    return false;
                }
            } else {
                isSome = true;
                hasOne |= tags.contains(tag);
            }
        }
        return hasOne || !isSome;
    }

    private static Map<String, Object> plain(Queue queue, Body body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", queue.id);
        answer.put("name", queue.name);
        if (queue.displayName != null) {
            answer.put("display_name", queue.displayName);
        }
        if (queue.user != null) {
            answer.put("user", queue.user);
        }
        answer.put("company", queue.company);
        answer.put("created", Wire.date(queue.created));
        answer.put("tags", queue.tags);
        answer.put("system_tags", queue.systemTags);
        answer.put("entries", entries(queue, body));
        answer.put("last_update", Wire.date(queue.lastUpdate));
        answer.put("metadata", queue.metadata);
        return answer;
    }

    private static List<Map<String, Object>> entries(Queue queue, Body body) {
        Long most = body.number("max_task_entries");
        return queue.entries.stream()
                .limit(most == null ? Long.MAX_VALUE : Math.max(0, most))
                .map(QueuesEndpoints::entry)
                .toList();
    }

    static Map<String, Object> entry(Queue.Entry entry) {
        return Map.of("task", entry.task(), "added", Wire.date(entry.added()));
    }

    private Map<String, Object> joined(Queue queue, Body body) {
        Map<String, Object> answer = plain(queue, body);
        answer.put("company", Map.of("id", queue.company));
        if (queue.user != null) {
            answer.put("user", Map.of("id", queue.user));
        }
        List<Map<String, Object>> tasks = new ArrayList<>();
        entries(queue, body).forEach(entry -> {
            Map<String, Object> task = new LinkedHashMap<>(entry);
            Ref ref = new Ref(Ref.Kind.TASK, String.valueOf(entry.get("task")));
            Map<String, Object> named = new LinkedHashMap<>(Map.of("id", ref.id()));
            Object name = world.documentOf(ref).get("name");
            if (name != null) {
                named.put("name", name);
            }
            task.put("task", named);
            tasks.add(task);
        });
        answer.put("entries", tasks);
        List<Map<String, Object>> workers = new ArrayList<>();
        world.workersOf(queue.company).stream()
                .filter(worker -> worker.queues.contains(queue.id))
                .forEach(worker -> workers.add(Map.of("key", worker.key(), "name", worker.id)));
        answer.put("workers", workers);
        return answer;
    }

    private Object getById(Caller caller, Body body) {
        return Map.of("queue", plain(queue(world, caller, body), body));
    }

    private Object getDefault(Caller caller, Body body) {
        List<Queue> defaults = world.queues.values().stream()
                .filter(queue -> queue.company.equals(caller.company()) && queue.systemTags.contains("default"))
                .toList();
        if (defaults.isEmpty()) {
            throw new Refusal(400, 707, "No default queue is tagged as the default queue for this company");
        }
        if (defaults.size() > 1) {
            throw new Refusal(400, 708, "More than one queue is tagged as the default queue for this company");
        }
        return Map.of("id", defaults.get(0).id, "name", defaults.get(0).name);
    }

    private void requireUnique(Caller caller, String name, @Nullable Queue self) {
        boolean isTaken = world.queues.values().stream()
                .anyMatch(queue -> queue != self && queue.company.equals(caller.company()) && queue.name.equals(name));
        if (isTaken) {
            throw new Refusal(
                    400,
                    801,
                    "Value combination already exists (unique field already contains this value): name=" + name
                            + ", company=" + caller.company());
        }
    }

    private Object create(Caller caller, Body body) {
        String name = body.required("name");
        if (name.strip().length() < SHORTEST_NAME) {
            throw new Refusal(400, 800, "Data validation error: name=String value is too short");
        }
        requireUnique(caller, name, null);
        Queue queue = new Queue(ServerState.newId(), caller.company(), caller.user(), name, world.now());
        queue.displayName = body.text("display_name");
        queue.tags = new ArrayList<>(body.textsOrNone("tags"));
        queue.systemTags = new ArrayList<>(body.textsOrNone("system_tags"));
        queue.metadata = metadata(body);
        world.queues.put(queue.id, queue);
        return Map.of("id", queue.id);
    }

    private Object update(Caller caller, Body body) {
        Queue queue = queue(world, caller, body);
        Map<String, Object> fields = body.only(List.of("name", "display_name", "tags", "system_tags", "metadata"));
        if (fields.isEmpty()) {
            return Map.of("updated", 0, "fields", fields);
        }
        if (fields.containsKey("name")) {
            requireUnique(caller, body.required("name"), queue);
            queue.name = body.required("name");
        }
        if (fields.containsKey("display_name")) {
            queue.displayName = body.text("display_name");
        }
        if (fields.containsKey("tags")) {
            queue.tags = new ArrayList<>(body.requiredTexts("tags"));
        }
        if (fields.containsKey("system_tags")) {
            queue.systemTags = new ArrayList<>(body.requiredTexts("system_tags"));
        }
        if (fields.containsKey("metadata")) {
            queue.metadata = metadata(body);
        }
        queue.lastUpdate = world.now();
        return Map.of("updated", 1, "fields", fields);
    }

    private Object delete(Caller caller, Body body) {
        Queue queue = queue(world, caller, body);
        if (!queue.entries.isEmpty() && !body.flag("force", false)) {
            throw new Refusal(400, 702, "Queue is not empty (use force=true to delete): id=" + queue.id);
        }
        new TaskLifecycle(world).giveBack(queue, caller, "Queue " + queue.id + " was deleted");
        world.queues.remove(queue.id);
        return Map.of("deleted", 1);
    }

    // By key here, and a list where metadata is added: recorded.
    private static Map<String, Object> metadata(Body body) {
        return new LinkedHashMap<>(body.objectOrNone("metadata"));
    }

    private Object addOrUpdateMetadata(Caller caller, Body body) {
        Queue queue = queue(world, caller, body);
        if (body.flag("replace_metadata", false)) {
            queue.metadata = new LinkedHashMap<>();
        }
        body.objects("metadata").forEach(item -> queue.metadata.put(String.valueOf(item.get("key")), item));
        queue.lastUpdate = world.now();
        return Map.of("updated", 1);
    }

    private Object deleteMetadata(Caller caller, Body body) {
        Queue queue = queue(world, caller, body);
        queue.metadata.keySet().removeAll(body.requiredTexts("keys"));
        return Map.of("updated", 1);
    }
}
