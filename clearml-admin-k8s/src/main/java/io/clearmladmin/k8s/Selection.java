package io.clearmladmin.k8s;

/**
 * What one list or one watch reads.
 *
 * @param resource what is read: pods or their places
 * @param namespace that of the pods; empty for all
 * @param selector a label selector; empty for none
 */
record Selection(String resource, String namespace, String selector) {

    private static final String PODS = "pods";

    static Selection pods(String namespace, String selector) {
        return new Selection(PODS, namespace, selector);
    }

    static Selection namespaces(String selector) {
        return new Selection("namespaces", "", selector);
    }

    /** Whether pods of that namespace can be in it. */
    boolean covers(String one) {
        return namespace.isEmpty() || namespace.equals(one);
    }

    /** A request for it, with these parameters. */
    ApiRequest ask(String verb, String parameters) {
        String path = "/api/v1/" + (namespace.isEmpty() ? "" : "namespaces/" + namespace + "/") + resource + "?"
                + (selector.isEmpty() ? "" : "labelSelector=" + ApiRequest.encode(selector) + "&") + parameters;
        return new ApiRequest(verb, "", resource, namespace, path);
    }

    /** Whether it is one of pods. */
    boolean isOfPods() {
        return resource.equals(PODS);
    }

    /** The kind of a list of it. */
    String kind() {
        return isOfPods() ? "PodList" : "NamespaceList";
    }

    /** For people. */
    String name() {
        if (!isOfPods()) {
            return resource + " with " + selector;
        }
        return resource + " with " + selector
                + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
    }
}
