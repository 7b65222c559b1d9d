package io.clearmladmin.k8s;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps one copy of texts that many pods share, such as namespaces, nodes and images. For one thread. */
final class StringPool {

    private static final int MOST = 4_096;

    // The least recently met goes first: a cluster's nodes and images change over the months.
    private final Map<String, Optional<String>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST;
        }
    };

    /** The one copy. */
    String one(String text) {
        return text.isEmpty() ? "" : known(text).orElseThrow();
    }

    /** The one copy; of an empty text, nothing. */
    Optional<String> known(String text) {
        return text.isEmpty() ? Optional.empty() : known.computeIfAbsent(text, Optional::of);
    }
}
