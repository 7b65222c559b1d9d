package io.clearmladmin.k8s;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.k8s.TenantViews.View;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the names, projects and users of pods' tasks, for many pods at once: {@code tasks.get_all_ex}, one call for 200 tasks
 * of a tenant. The server shows a caller its own tenant's tasks and public ones: a pod whose tenant is known is looked up in that
 * tenant, another in one tenant after the other.
 *
 * <p>The last 10,000 answers are remembered, and looked up again after ten minutes where there was a task, after half a minute
 * where there was none. A look-up that fails is logged once until it works again, counted, and not tried again for 15 seconds;
 * meanwhile what was known serves on. No call takes longer than two seconds. Safe for many threads.
 */
public final class TaskLookup {

    private static final Duration CALL = Duration.ofSeconds(2);
    // Of all calls for one batch: whoever waits has events to publish.
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_TASKS = 200;
    private static final char IN_TENANT = '/';
    private static final List<String> FIELDS =
            List.of("id", "name", "project.id", "project.name", "user.id", "user.name");
    private static final CallOptions OPTIONS = CallOptions.builder()
            .callTimeout(CALL)
            .attemptTimeout(CALL)
            .maxAttempts(1)
            .unreachableRetry(Duration.ZERO)
            .build();

    private final TenantViews tenants;
    // By the tenant and the task.
    private final Lookup<TaskDetails> tasks;
    private final Lookup<String> names;

    private TaskLookup(TenantViews tenants, Clock clock) {
        this.tenants = tenants;
        this.tasks = new Lookup<>("Tasks", "tasks.get_all_ex", this::read, Duration.ZERO, clock);
        this.names = new Lookup<>("Tenants' names", "system.get_companies", this::readNames, Duration.ZERO, clock);
    }

    /**
     * In all tenants that the server lists, and those that are made later; they are listed again at most every 30 seconds, when
     * one is missing. On an Enterprise server, needs the role {@code root} or {@code system}, and knows the tenants' names.
     */
    public static TaskLookup of(ClearMl root) {
        return of(root, Clock.systemUTC());
    }

    static TaskLookup of(ClearMl root, Clock clock) {
        return new TaskLookup(TenantViews.listedBy(root.with(OPTIONS), clock), clock);
    }

    /** In these tenants, each given by a view of it ({@link ClearMl#inTenant}). */
    public static TaskLookup of(List<ClearMl> tenants) {
        List<ClearMl> views = tenants.stream().map(view -> view.with(OPTIONS)).toList();
        return new TaskLookup(TenantViews.of(views), Clock.systemUTC());
    }

    /** Looks up the tasks of these pods that are not known yet, for five seconds or a call more. Throws nothing. */
    public void load(Collection<TaskPod> pods) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Set<String>> byTenant = new LinkedHashMap<>();
        for (TaskPod pod : pods) {
            if (!pod.taskId().isEmpty()) {
                byTenant.computeIfAbsent(pod.tenant().orElse(""), tenant -> new HashSet<>())
                        .add(key(pod));
            }
        }
        Set<String> known = new HashSet<>(byTenant.keySet());
        known.remove("");
        names.load(known);
        for (Set<String> keys : byTenant.values()) {
            Iterator<String> rest = keys.iterator();
            while (rest.hasNext() && System.nanoTime() < end) {
                tasks.load(next(rest));
            }
        }
    }

    private static Set<String> next(Iterator<String> rest) {
        Set<String> some = new HashSet<>();
        while (rest.hasNext() && some.size() < MOST_TASKS) {
            some.add(rest.next());
        }
        return some;
    }

    /** What is known of the pod's task by now; looks nothing up. */
    public TaskDetails details(TaskPod pod) {
        return tasks.known(key(pod))
                .orElse(TaskDetails.UNKNOWN)
                .inTenant(pod.tenant().flatMap(names::known));
    }

    /** How many look-ups have failed. */
    public long failures() {
        return tasks.failures() + names.failures();
    }

    private static String key(TaskPod pod) {
        return pod.tenant().orElse("") + IN_TENANT + pod.taskId();
    }

    private Map<String, String> readNames(Set<String> wanted) {
        Map<String, String> found = new HashMap<>();
        for (String tenant : wanted) {
            tenants.of(tenant).flatMap(View::name).ifPresent(name -> found.put(tenant, name));
        }
        return found;
    }

    // Of one tenant, or of tenants that are not known.
    private Map<String, TaskDetails> read(Set<String> keys) {
        Map<String, String> keyOf = new HashMap<>();
        String tenant = "";
        for (String key : keys) {
            int cut = key.lastIndexOf(IN_TENANT);
            tenant = key.substring(0, cut);
            keyOf.put(key.substring(cut + 1), key);
        }
        Map<String, TaskDetails> found = new HashMap<>();
        Optional<View> own = tenant.isEmpty() ? Optional.empty() : tenants.of(tenant);
        long end = System.nanoTime() + PATIENCE.toNanos();
        readIn(own.map(List::of).orElseGet(tenants::all), keyOf, found, end);
        if (own.isEmpty() && !keyOf.isEmpty()) {
            readIn(tenants.added(), keyOf, found, end);
        }
        return found;
    }

    // A tenant that refuses does not hide the others' tasks.
    private static void readIn(List<View> views, Map<String, String> keyOf, Map<String, TaskDetails> found, long end) {
        ApiException refused = null;
        for (View view : views) {
            if (keyOf.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the tenants took longer than " + PATIENCE.toSeconds() + " s");
            }
            try {
                read(view.clearml(), keyOf, found);
            } catch (ApiException refusal) {
                refused = refusal;
            }
        }
        if (refused != null && found.isEmpty()) {
            throw refused;
        }
    }

    private static void read(ClearMl clearml, Map<String, String> keyOf, Map<String, TaskDetails> found) {
        Map<String, Object> answer = clearml.call(
                "tasks.get_all_ex",
                Repeat.SAFE,
                Map.of("id", List.copyOf(keyOf.keySet()), "only_fields", FIELDS, "search_hidden", true));
        if (answer.get("tasks") instanceof List<?> tasks) {
            for (Object one : tasks) {
                if (one instanceof Map<?, ?> fields && fields.get("id") instanceof String id && keyOf.containsKey(id)) {
                    found.put(keyOf.remove(id), details(fields));
                }
            }
        }
    }

    private static TaskDetails details(Map<?, ?> task) {
        return new TaskDetails(
                text(task.get("name")),
                of(task.get("project"), "id"),
                of(task.get("project"), "name"),
                of(task.get("user"), "id"),
                of(task.get("user"), "name"),
                Optional.empty());
    }

    // A reference comes as an object with what was asked for, or as the bare id.
    private static Optional<String> of(@Nullable Object reference, String field) {
        if (reference instanceof Map<?, ?> fields) {
            return text(fields.get(field));
        }
        return field.equals("id") ? text(reference) : Optional.empty();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
