package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one node after the other as it comes over the wire: its name and the few labels, each answer once. For one thread. */
final class NodeReader {

    // As many kinds of machines as a cluster hardly has.
    private static final int MOST = 1_024;

    private final Map<NodeLabels, NodeLabels> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeLabels, NodeLabels> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A node.
     *
     * @param name its name; empty in a bookmark
     * @param version the cluster's version of what was read
     * @param labels what its labels say
     */
    record Node(String name, String version, NodeLabels labels) {}

    /** Reads the node that begins at the parser's current token, and leaves the parser at its end. */
    Node read(JsonParser json) throws IOException {
        String[] texts = {"", ""};
        Map<String, String> labels = new HashMap<>();
        PodReader.fields(json, field -> {
            if (field.equals("metadata")) {
                PodReader.fields(json, key -> {
                    switch (key) {
                        case "name" -> texts[0] = PodReader.text(json);
                        case "resourceVersion" -> texts[1] = PodReader.text(json);
                        case "labels" -> PodReader.fields(json, label -> label(json, label, labels));
                        default -> json.skipChildren();
                    }
                });
            } else {
                json.skipChildren();
            }
        });
        return new Node(texts[0], texts[1], known.computeIfAbsent(NodeLabels.of(labels), each -> each));
    }

    private static void label(JsonParser json, String label, Map<String, String> labels) throws IOException {
        if (NodeLabels.KEYS.contains(label)) {
            labels.put(label, PodReader.text(json));
        } else {
            json.skipChildren();
        }
    }
}
