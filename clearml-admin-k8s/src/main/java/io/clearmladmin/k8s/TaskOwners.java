package io.clearmladmin.k8s;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks up at the ClearML server whose a task is. */
final class TaskOwners {

    // The worker id of a task pod is <the agent's>:<the task's>.
    private static final Pattern TASK_OF_WORKER = Pattern.compile(".*:([0-9a-f]{32})");

    private TaskOwners() {}

    /** By the workers that are known to the server: all of them with one call. */
    static Map<String, String> byWorkers(List<ClearMl> clearmls) {
        Map<String, String> companies = new HashMap<>();
        for (ClearMl clearml : clearmls) {
            for (Worker worker : clearml.workers().getAll(WorkerQuery.builder().build())) {
                String company = worker.company().map(Reference::id).orElse("");
                Matcher task = TASK_OF_WORKER.matcher(worker.id());
                if (!company.isEmpty() && task.matches()) {
                    companies.putIfAbsent(task.group(1), company);
                }
            }
        }
        return companies;
    }

    /** By the task itself, in one tenant after the other. */
    static Map<String, String> byTask(List<ClearMl> clearmls, String task) {
        for (ClearMl clearml : clearmls) {
            Map<String, Object> answer = clearml.call(
                    "tasks.get_all",
                    Repeat.SAFE,
                    Map.of("id", List.of(task), "only_fields", List.of("id", "company"), "search_hidden", true));
            if (answer.get("tasks") instanceof List<?> tasks) {
                for (Object one : tasks) {
                    if (one instanceof Map<?, ?> fields && task.equals(fields.get("id"))) {
                        String company = id(fields.get("company"));
                        if (!company.isEmpty()) {
                            return Map.of(task, company);
                        }
                    }
                }
            }
        }
        return Map.of();
    }

    // A reference may come as an object with an id.
    private static String id(@Nullable Object company) {
        Object id = company instanceof Map<?, ?> fields ? fields.get("id") : company;
        return id instanceof String text ? text : "";
    }
}
