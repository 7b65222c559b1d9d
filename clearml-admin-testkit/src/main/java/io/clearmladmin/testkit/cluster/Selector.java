package io.clearmladmin.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A label selector: {@code key}, {@code !key}, {@code key=value}, {@code key!=value}, with commas. */
final class Selector {

    private Selector() {}

    static Predicate<ObjectNode> of(String text) {
        List<Predicate<ObjectNode>> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                all.add(term(part.strip()));
            }
        }
        return pod -> all.stream().allMatch(term -> term.test(pod));
    }

    private static Predicate<ObjectNode> term(String term) {
        if (term.startsWith("!")) {
            return pod -> label(pod, term.substring(1)).isMissingNode();
        }
        if (term.contains("!=")) {
            String[] parts = term.split("!=", 2);
            return pod -> !label(pod, parts[0]).asText().equals(parts[1]);
        }
        if (term.contains("=")) {
            String[] parts = term.split("==?", 2);
            return pod -> label(pod, parts[0]).asText("").equals(parts[1]);
        }
        if (term.contains(" ")) {
            throw new IllegalArgumentException("the fake cluster does not know the selector '" + term + "'");
        }
        return pod -> !label(pod, term).isMissingNode();
    }

    private static JsonNode label(ObjectNode pod, String key) {
        return pod.path("metadata").path("labels").path(key);
    }
}
