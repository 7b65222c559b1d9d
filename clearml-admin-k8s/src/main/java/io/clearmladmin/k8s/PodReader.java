package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clearmladmin.k8s.RawPod.Condition;
import io.clearmladmin.k8s.RawPod.ContainerSpec;
import io.clearmladmin.k8s.RawPod.ContainerState;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one pod after the other as it comes over the wire, and skips what a {@link TaskPod} does not have: command, arguments,
 * environment, annotations and managed fields. What is missing, null or of another kind than expected is skipped too. For one
 * thread; readers share nothing.
 */
final class PodReader {

    /** Makes parsers for it: field names of pods are not worth a place in the JVM's own table. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final StringPool words = new StringPool();
    private final Set<String> labels = new HashSet<>(TaskPods.LABELS);
    private final Set<String> keptLabels;

    /** Keeps these labels besides the agent's own. */
    PodReader(Set<String> keptLabels) {
        this.keptLabels = Set.copyOf(keptLabels);
        labels.addAll(keptLabels);
    }

    /**
     * Reads the pod that begins at the parser's current token, and leaves the parser at its end. Of a bookmark's object, only
     * the resource version is there, and the uid is empty.
     */
    TaskPod read(JsonParser json) throws IOException {
        RawPod pod = new RawPod();
        fields(json, field -> {
            switch (field) {
                case "metadata" -> fields(json, key -> metadata(json, pod, key));
                case "spec" -> fields(json, key -> spec(json, pod, key));
                case "status" -> fields(json, key -> status(json, pod, key));
                default -> json.skipChildren();
            }
        });
        return TaskPods.of(pod, keptLabels, words);
    }

    private void metadata(JsonParser json, RawPod pod, String field) throws IOException {
        switch (field) {
            case "namespace" -> pod.namespace = words.one(text(json));
            case "name" -> pod.name = text(json);
            case "uid" -> pod.uid = text(json);
            case "resourceVersion" -> pod.resourceVersion = text(json);
            case "creationTimestamp" -> pod.created = time(json);
            case "deletionTimestamp" -> pod.deletion = time(json);
            case "deletionGracePeriodSeconds" -> pod.graceSeconds = number(json);
            case "labels" ->
                fields(json, key -> {
                    if (labels.contains(key)) {
                        pod.labels.put(key, text(json));
                    } else {
                        json.skipChildren();
                    }
                });
            case "ownerReferences" -> items(json, () -> owner(json, pod));
            default -> json.skipChildren();
        }
    }

    private static void owner(JsonParser json, RawPod pod) throws IOException {
        String[] owner = {"", ""};
        fields(json, field -> {
            switch (field) {
                case "kind" -> owner[0] = text(json);
                case "name" -> owner[1] = text(json);
                default -> json.skipChildren();
            }
        });
        if (owner[0].equals("Job")) {
            pod.ownerJob = owner[1];
        }
    }

    private void spec(JsonParser json, RawPod pod, String field) throws IOException {
        switch (field) {
            case "nodeName" -> pod.node = text(json);
            case "priorityClassName" -> pod.priorityClass = text(json);
            case "restartPolicy" -> pod.restartPolicy = words.one(text(json));
            case "containers" -> items(json, () -> container(json, pod));
            default -> json.skipChildren();
        }
    }

    private void container(JsonParser json, RawPod pod) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        ContainerSpec container = new ContainerSpec();
        fields(json, field -> {
            switch (field) {
                case "name" -> container.name = text(json);
                case "image" -> container.image = words.one(text(json));
                case "resources" ->
                    fields(json, part -> {
                        switch (part) {
                            case "requests" -> fields(json, name -> container.resources.request(name, text(json)));
                            case "limits" -> fields(json, name -> container.resources.limit(name, text(json)));
                            default -> json.skipChildren();
                        }
                    });
                default -> json.skipChildren();
            }
        });
        pod.containers.add(container);
    }

    private void status(JsonParser json, RawPod pod, String field) throws IOException {
        switch (field) {
            case "phase" -> pod.phase = words.one(text(json));
            case "reason" -> pod.reason = words.one(text(json));
            case "message" -> pod.message = text(json);
            case "startTime" -> pod.start = time(json);
            case "conditions" -> items(json, () -> condition(json, pod));
            case "initContainerStatuses" -> items(json, () -> containerStatus(json, pod.inits));
            case "containerStatuses" -> items(json, () -> containerStatus(json, pod.mains));
            default -> json.skipChildren();
        }
    }

    private static void condition(JsonParser json, RawPod pod) throws IOException {
        String[] texts = {"", "", "", ""};
        @Nullable Instant[] since = {null};
        fields(json, field -> {
            switch (field) {
                case "type" -> texts[0] = text(json);
                case "status" -> texts[1] = text(json);
                case "reason" -> texts[2] = text(json);
                case "message" -> texts[3] = text(json);
                case "lastTransitionTime" -> since[0] = time(json);
                default -> json.skipChildren();
            }
        });
        pod.conditions.put(texts[0], new Condition(texts[1].equals("True"), texts[2], texts[3], since[0]));
    }

    private static void containerStatus(JsonParser json, List<ContainerState> containers) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        ContainerState container = new ContainerState();
        fields(json, field -> {
            switch (field) {
                case "name" -> container.name = text(json);
                case "restartCount" -> container.restarts = number(json);
                case "state" -> fields(json, kind -> containerState(json, container, kind));
                case "lastState" -> fields(json, kind -> fields(json, key -> lastState(json, container, key)));
                default -> json.skipChildren();
            }
        });
        containers.add(container);
    }

    // Of a container that was started again, the first start is the one that counts.
    private static void lastState(JsonParser json, ContainerState container, String key) throws IOException {
        switch (key) {
            case "startedAt" -> container.started = earlier(container.started, time(json));
            case "reason" -> container.endedBefore = text(json);
            case "exitCode" -> container.exitCodeBefore = number(json);
            default -> json.skipChildren();
        }
    }

    private static void containerState(JsonParser json, ContainerState container, String kind) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        container.running |= kind.equals("running");
        container.terminated |= kind.equals("terminated");
        boolean waits = kind.equals("waiting");
        fields(json, field -> {
            switch (field) {
                case "reason" -> {
                    if (waits) {
                        container.waiting = text(json);
                    } else {
                        container.ended = text(json);
                    }
                }
                case "message" -> {
                    // What a container leaves as its last words may be its log.
                    if (waits) {
                        container.waitingMessage = text(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case "exitCode" -> container.exitCode = number(json);
                case "signal" -> container.signal = number(json);
                case "startedAt" -> container.started = earlier(container.started, time(json));
                case "finishedAt" -> container.finished = time(json);
                default -> json.skipChildren();
            }
        });
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** Reads the value at the current token, to its last token. */
    @FunctionalInterface
    interface Reading {
        void read() throws IOException;
    }

    /** Reads the value of a field. */
    @FunctionalInterface
    interface FieldReading {
        void read(String field) throws IOException;
    }

    /** Visits the fields of the object at the current token; skips what is no object. */
    static void fields(JsonParser json, FieldReading reading) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            reading.read(field);
        }
    }

    /** Visits the items of the array at the current token; skips what is no array. */
    static void items(JsonParser json, Reading reading) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            reading.read();
        }
    }

    /** A text or number as text; of anything else, nothing. */
    static String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private static int number(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, json.getValueAsLong()));
        }
        json.skipChildren();
        return 0;
    }

    private static @Nullable Instant time(JsonParser json) throws IOException {
        String text = text(json);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException failure) {
            return null;
        }
    }
}
