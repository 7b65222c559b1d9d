package io.clearmladmin.testkit.server;

import io.clearmladmin.testkit.server.TaskLifecycle.Change;
import io.clearmladmin.testkit.server.TaskLifecycle.Removal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tasks.*}: what resets, archives and deletes tasks. */
final class TaskRemovalEndpoints {

    private final ServerState world;
    private final TaskLifecycle lifecycle;

    TaskRemovalEndpoints(ServerState world) {
        this.world = world;
        this.lifecycle = new TaskLifecycle(world);
    }

    void register(Endpoints endpoints) {
        add(endpoints, "reset", this::reset);
        add(endpoints, "reset_many", this::resetMany);
        add(endpoints, "archive", this::archive);
        add(endpoints, "archive_many", this::archiveMany);
        add(endpoints, "unarchive_many", this::unarchiveMany);
        add(endpoints, "delete", this::delete);
        add(endpoints, "delete_many", this::deleteMany);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("tasks." + action, "1.0", Endpoints.ANYONE, run);
    }

    private Map<String, @Nullable Object> reset(Caller caller, Body body, String id) {
        Task task = lifecycle.writable(caller, id);
        boolean wasQueued = world.queues.values().stream().anyMatch(queue -> queue.place(id) >= 0);
        Map<String, @Nullable Object> fields = lifecycle.reset(task, Change.of(caller, body));
        int models = 0;
        for (Model model : lifecycle.outputs(task)) {
            if (body.flag("delete_output_models", true) && !model.isReady) {
                world.models.remove(model.id);
                models++;
            }
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("deleted_models", models);
        answer.put("dequeued", wasQueued);
        answer.put("fields", fields);
        answer.put("updated", 1);
        answer.put("urls", Map.of());
        return answer;
    }

    private Object reset(Caller caller, Body body) {
        Map<String, @Nullable Object> answer = reset(caller, body, body.required("task"));
        boolean wasQueued = Boolean.TRUE.equals(answer.get("dequeued"));
        answer.put("dequeued", wasQueued ? Map.of("removed", 1) : Map.of());
        answer.put("events", Map.of());
        return answer;
    }

    private Object resetMany(Caller caller, Body body) {
        return Batch.of(body, id -> reset(caller, body, id));
    }

    private Object archive(Caller caller, Body body) {
        List<Task> tasks = lifecycle.allWritable(caller, body.requiredTexts("tasks"));
        tasks.forEach(task -> lifecycle.archive(task, Change.of(caller, body)));
        return Map.of("archived", tasks.size());
    }

    private Object archiveMany(Caller caller, Body body) {
        return Batch.of(body, id -> {
            lifecycle.archive(lifecycle.writable(caller, id), Change.of(caller, body));
            return Map.of("archived", true);
        });
    }

    private Object unarchiveMany(Caller caller, Body body) {
        return Batch.of(body, id -> {
            lifecycle.unarchive(lifecycle.writable(caller, id), Change.of(caller, body));
            return Map.of("unarchived", true);
        });
    }

    private Map<String, @Nullable Object> delete(Caller caller, Body body, String id) {
        Task task = lifecycle.writable(caller, id);
        if (body.flag("include_pipeline_steps", false) && task.type.equals("controller")) {
            lifecycle.children(task).forEach(step -> lifecycle.delete(step, true, true, caller));
        }
        Removal removal =
                lifecycle.delete(task, body.flag("force", false), body.flag("delete_output_models", true), caller);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("deleted", true);
        answer.put("updated_children", removal.children());
        answer.put("updated_models", removal.updatedModels());
        answer.put("deleted_models", removal.deletedModels());
        answer.put(
                "urls",
                body.flag("return_file_urls", false)
                        ? Map.of(
                                "model_urls", removal.modelUrls(),
                                "artifact_urls", removal.artifacts(),
                                "event_urls", List.of())
                        : null);
        return answer;
    }

    private Object delete(Caller caller, Body body) {
        return delete(caller, body, body.required("task"));
    }

    private Object deleteMany(Caller caller, Body body) {
        return Batch.of(body, id -> delete(caller, body, id));
    }
}
