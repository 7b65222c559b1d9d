package io.clearmladmin.k8s;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A request to the API server, in the words of its rights.
 *
 * @param verb such as {@code list}
 * @param group the API group; empty for the core one
 * @param resource such as {@code pods}
 * @param namespace empty for all of them
 * @param path path and query
 * @param accept in which form the answer is wanted
 */
record ApiRequest(String verb, String group, String resource, String namespace, String path, String accept) {

    private static final String JSON = "application/json";
    // A node's status names its images and more. A server that cannot leave it out sends whole objects, which is good
    // too.
    private static final String METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    ApiRequest(String verb, String group, String resource, String namespace, String path) {
        this(verb, group, resource, namespace, path, JSON);
    }

    static ApiRequest pods(String verb, String namespace, String path) {
        return new ApiRequest(verb, "", "pods", namespace, path);
    }

    /** The same, of which nothing but the metadata is wanted. */
    ApiRequest forMetadata() {
        String form = verb.equals("list") ? METADATA_LIST : METADATA;
        return new ApiRequest(verb, group, resource, namespace, path, form + "," + JSON);
    }

    /** All nodes, of which nothing but the metadata is wanted. */
    static ApiRequest nodes(String verb, String query) {
        return new ApiRequest(verb, "", "nodes", "", "/api/v1/nodes?" + query).forMetadata();
    }

    /** Parameters of a watch of what changes after this version, which the server ends after this time. */
    static String changesAfter(String version, Duration time) {
        return "watch=true&allowWatchBookmarks=true&resourceVersion=" + encode(version) + "&timeoutSeconds="
                + Math.max(1, time.toSeconds());
    }

    /** A text as a part of a path or a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
