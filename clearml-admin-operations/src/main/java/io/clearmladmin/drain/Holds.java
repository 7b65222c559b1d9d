package io.clearmladmin.drain;

import io.clearmladmin.ClearMl;
import io.clearmladmin.drain.DrainHold.State;
import io.clearmladmin.drain.DrainScope.Kind;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.queues.Queue;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.queues.UpdateQueue;
import io.clearmladmin.workers.RuntimeProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps new work of a scope from starting, as far as a call does. What it did is written where it did it: a queue has the tag
 * {@code drained}, a worker the property of this name, so that any later run knows what an undo has to restore.
 */
final class Holds {

    static final String MARK = "drained";
    private static final String OFF = "force_workers:off";
    static final String ON = "force_workers:on";
    private static final String WAS_ON = MARK + ":" + ON;
    private static final String BY_TAG =
            "the tag " + OFF + " keeps agents from taking tasks; the Kubernetes agent ignores it";
    private static final String FORCE = "force";
    private static final String NONE = "none";

    private final ClearMl clearml;
    private final DrainScope scope;

    Holds(ClearMl clearml, DrainScope scope) {
        this.clearml = clearml;
        this.scope = scope;
    }

    /** How it is. */
    List<DrainHold> read() {
        return switch (scope.kind()) {
            case QUEUE, TENANT -> queues().stream().map(Holds::seen).toList();
            case WORKER -> List.of(isEnterprise() ? seen(properties()) : cannot());
            case PROJECT, USER ->
                List.of(
                        new DrainHold(
                                scope.toString(),
                                State.CANNOT,
                                "no call keeps its new tasks from being enqueued and started; what comes meanwhile is drained, too"));
        };
    }

    /** Holds what is not held yet. */
    void hold() {
        if (scope.kind() == Kind.WORKER && isEnterprise()) {
            holdWorker();
        } else if (isOfQueues()) {
            queues().forEach(this::hold);
        }
    }

    /** Releases what a drain has held, and only that. */
    void release() {
        if (scope.kind() == Kind.WORKER && isEnterprise()) {
            releaseWorker();
        } else if (isOfQueues()) {
            queues().forEach(this::release);
        }
    }

    private boolean isOfQueues() {
        return scope.kind() == Kind.QUEUE || scope.kind() == Kind.TENANT;
    }

    private boolean isEnterprise() {
        return clearml.capabilities().edition() == Edition.ENTERPRISE;
    }

    private List<Queue> queues() {
        if (scope.kind() == Kind.QUEUE) {
            return List.of(clearml.queues().getById(scope.id()));
        }
        QueueQuery query = QueueQuery.builder()
                .searchHidden(true)
                .onlyFields(List.of("id", "name", "tags"))
                .orderBy(List.of("id"))
                .build();
        return clearml.queues().getAll(query).stream()
                .sorted(Comparator.comparing((Queue queue) -> queue.name().orElse(""))
                        .thenComparing(Queue::id))
                .toList();
    }

    private static DrainHold seen(Queue queue) {
        String subject = "queue "
                + queue.name().map(name -> name + " (" + queue.id() + ")").orElse(queue.id());
        return new DrainHold(
                subject,
                state(
                        queue.tags().contains(OFF) && !queue.tags().contains(ON),
                        queue.tags().contains(MARK)),
                BY_TAG);
    }

    private static State state(boolean isHeld, boolean isOurs) {
        if (!isHeld) {
            return State.TO_HOLD;
        }
        return isOurs ? State.HELD : State.HELD_BY_OTHERS;
    }

    private void hold(Queue queue) {
        if (seen(queue).state() != State.TO_HOLD) {
            return;
        }
        List<String> tags = new ArrayList<>(queue.tags());
        if (tags.remove(ON)) {
            tags.add(WAS_ON);
        }
        List.of(MARK, OFF).stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
        set(queue, tags);
    }

    private void release(Queue queue) {
        if (!queue.tags().contains(MARK)) {
            return;
        }
        List<String> tags = new ArrayList<>(queue.tags());
        tags.removeAll(List.of(MARK, OFF));
        if (tags.remove(WAS_ON)) {
            tags.add(ON);
        }
        set(queue, tags);
    }

    private void set(Queue queue, List<String> tags) {
        clearml.queues()
                .update(UpdateQueue.builder().queue(queue.id()).tags(tags).build());
    }

    private DrainHold cannot() {
        return new DrainHold(
                scope.toString(),
                State.CANNOT,
                "an open-source server has no call that keeps one worker from taking tasks: end its agent, or drain its queues");
    }

    /** The values by key. */
    private Map<String, String> properties() {
        Map<String, String> values = new HashMap<>();
        if (clearml.workers().getRuntimeProperties(scope.id()).get("runtime_properties") instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> property && property.get("key") != null) {
                    values.put(String.valueOf(property.get("key")), String.valueOf(property.get("value")));
                }
            }
        }
        return values;
    }

    private DrainHold seen(Map<String, String> properties) {
        return new DrainHold(
                scope.toString(),
                state("off".equals(properties.get(FORCE)), properties.containsKey(MARK)),
                "the property force=off keeps the agent from taking tasks; a queue with the tag " + ON
                        + " overrides it");
    }

    private void holdWorker() {
        Map<String, String> now = properties();
        if (seen(now).state() == State.TO_HOLD) {
            String before = now.getOrDefault(MARK, now.getOrDefault(FORCE, NONE));
            set(List.of(property(FORCE, Optional.of("off")), property(MARK, Optional.of(before))));
        }
    }

    private void releaseWorker() {
        Map<String, String> now = properties();
        String before = now.get(MARK);
        if (before != null) {
            Optional<String> value = before.equals(NONE) ? Optional.empty() : Optional.of(before);
            set(List.of(property(FORCE, value), property(MARK, Optional.empty())));
        }
    }

    /** Sets a property, or removes it. */
    private static RuntimeProperty property(String key, Optional<String> value) {
        RuntimeProperty.Builder property = RuntimeProperty.builder().key(key);
        return value.isPresent()
                ? property.value(value.get()).build()
                : property.value("").expiry(0L).build();
    }

    private void set(List<RuntimeProperty> properties) {
        Object errors =
                clearml.workers().setRuntimeProperties(scope.id(), properties).get("errors");
        if (errors instanceof List<?> some && !some.isEmpty()) {
            throw new DrainException("the server did not set the properties of " + scope + ": " + some);
        }
    }
}
