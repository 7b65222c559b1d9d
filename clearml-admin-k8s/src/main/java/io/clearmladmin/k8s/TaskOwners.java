package io.clearmladmin.k8s;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.k8s.TenantViews.View;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks up at the ClearML server whose a task is. */
final class TaskOwners {

    // The worker id of a task pod is <the agent's>:<the task's>.
    private static final Pattern TASK_OF_WORKER = Pattern.compile(".*:([0-9a-f]{32})");

    private TaskOwners() {}

    /** By the workers that are known to the server: all of them with one call for each tenant. */
    static Map<String, String> byWorkers(TenantViews tenants, String task) {
        Map<String, String> companies = byWorkers(tenants.all());
        if (!companies.containsKey(task)) {
            byWorkers(tenants.added()).forEach(companies::putIfAbsent);
        }
        return companies;
    }

    private static Map<String, String> byWorkers(List<View> views) {
        Map<String, String> companies = new HashMap<>();
        for (View view : views) {
            for (Worker worker :
                    view.clearml().workers().getAll(WorkerQuery.builder().build())) {
                String company = worker.company().map(Reference::id).orElse("");
                Matcher task = TASK_OF_WORKER.matcher(worker.id());
                if (!company.isEmpty() && task.matches()) {
                    companies.putIfAbsent(task.group(1), company);
                }
            }
        }
        return companies;
    }

    /** By the task itself, in one tenant after the other; last in those that were made a moment ago. */
    static Map<String, String> byTask(TenantViews tenants, String task) {
        Map<String, String> company = byTask(tenants.all(), task);
        return company.isEmpty() ? byTask(tenants.added(), task) : company;
    }

    // A tenant that refuses does not hide the others' tasks.
    private static Map<String, String> byTask(List<View> views, String task) {
        ApiException refused = null;
        for (View view : views) {
            try {
                Optional<String> company = company(view.clearml(), task);
                if (company.isPresent()) {
                    return Map.of(task, company.get());
                }
            } catch (ApiException refusal) {
                refused = refusal;
            }
        }
        if (refused != null) {
            throw refused;
        }
        return Map.of();
    }

    private static Optional<String> company(ClearMl clearml, String task) {
        Map<String, Object> answer = clearml.call(
                "tasks.get_all",
                Repeat.SAFE,
                Map.of("id", List.of(task), "only_fields", List.of("id", "company"), "search_hidden", true));
        if (answer.get("tasks") instanceof List<?> tasks) {
            for (Object one : tasks) {
                if (one instanceof Map<?, ?> fields && task.equals(fields.get("id"))) {
                    return Optional.of(id(fields.get("company"))).filter(id -> !id.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    // A reference may come as an object with an id.
    private static String id(@Nullable Object company) {
        Object id = company instanceof Map<?, ?> fields ? fields.get("id") : company;
        return id instanceof String text ? text : "";
    }

    /** What keeps tenants from being looked up by tasks or workers, for people: listing them is tried. */
    static Optional<String> problem(TenantViews tenants) {
        try {
            return tenants.all().isEmpty()
                    ? Optional.of("the server lists no tenants, in which tasks could be looked up")
                    : Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of("tenants cannot be listed, and no task's tenant is known: " + failure.getMessage());
        }
    }
}
