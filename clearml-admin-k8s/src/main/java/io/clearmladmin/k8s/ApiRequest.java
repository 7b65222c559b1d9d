package io.clearmladmin.k8s;

/**
 * A request to the API server, in the words of its rights.
 *
 * @param verb such as {@code list}
 * @param group the API group; empty for the core one
 * @param resource such as {@code pods}
 * @param namespace empty for all of them
 * @param path path and query
 */
record ApiRequest(String verb, String group, String resource, String namespace, String path) {

    static ApiRequest pods(String verb, String namespace, String path) {
        return new ApiRequest(verb, "", "pods", namespace, path);
    }

    /** For messages; without the query, which may hold long tokens. */
    String what() {
        return verb + " " + resource + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
    }

    /** The role that is missing. */
    String rule() {
        String kind = namespace.isEmpty() ? "ClusterRole" : "Role in namespace " + namespace;
        return "add to a " + kind + " that is bound to this user: apiGroups: [\"" + group + "\"], resources: [\""
                + resource + "\"], verbs: [\"" + verb + "\"]";
    }
}
