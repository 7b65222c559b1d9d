package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.k8s.ApiServer.ObjectReader;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one thing of a namespace. */
final class Namespaces {

    private Namespaces() {}

    static Map<String, String> label(Kubernetes kubernetes, String label, String namespace) {
        String[] value = {""};
        try {
            metadata(
                    kubernetes,
                    namespace,
                    json -> within(
                            json,
                            "labels",
                            () -> within(json, label, () -> {
                                value[0] = PodReader.text(json);
                            })));
        } catch (KubernetesException failure) {
            if (failure.reason() != Reason.NOT_FOUND) {
                throw failure;
            }
        }
        return value[0].isEmpty() ? Map.of() : Map.of(namespace, value[0]);
    }

    /** What keeps labels of the pods' namespaces from being read, for people; each is tried, or if they are all, one. */
    static Optional<String> problem(Kubernetes kubernetes, PodQuery pods) {
        return pods.selections().stream()
                .map(Selection::namespace)
                .distinct()
                .flatMap(namespace -> problem(kubernetes, namespace).stream())
                .findFirst();
    }

    private static Optional<String> problem(Kubernetes kubernetes, String namespace) {
        try {
            // Of all, one that is always there; the right is one to all of them.
            ApiRequest unused = namespace.isEmpty()
                    ? metadata(kubernetes, ask("default", ""), JsonParser::skipChildren)
                    : metadata(kubernetes, ask(namespace, namespace), JsonParser::skipChildren);
            return Optional.empty();
        } catch (KubernetesException failure) {
            return failure.reason() == Reason.NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    /** The uid of a namespace; empty if it is not there, or may not be read. */
    static Optional<String> uid(Kubernetes kubernetes, String namespace) {
        String[] value = {""};
        try {
            ApiRequest ask = metadata(
                    kubernetes,
                    namespace,
                    json -> within(json, "uid", () -> {
                        value[0] = PodReader.text(json);
                    }));
            if (value[0].isEmpty()) {
                throw kubernetes.api().foreign(ask);
            }
            return Optional.of(value[0]);
        } catch (KubernetesException failure) {
            if (failure.reason() != Reason.NOT_FOUND && failure.reason() != Reason.FORBIDDEN) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** The names of those with these labels. */
    static Set<String> labelled(Kubernetes kubernetes, String selector) {
        Set<String> names = new HashSet<>();
        new PodLookup(kubernetes.api(), kubernetes.timeout(), Set.of())
                .each(Selection.namespaces(selector), namespace -> names.add(namespace.name()));
        return names;
    }

    // The scope is that of the right: a namespace, or all.
    private static ApiRequest ask(String namespace, String scope) {
        return new ApiRequest("get", "", "namespaces", scope, "/api/v1/namespaces/" + ApiRequest.encode(namespace));
    }

    private static ApiRequest metadata(Kubernetes kubernetes, String namespace, ObjectReader reading) {
        return metadata(kubernetes, ask(namespace, namespace), reading);
    }

    private static ApiRequest metadata(Kubernetes kubernetes, ApiRequest ask, ObjectReader reading) {
        kubernetes.api().readOne(ask, kubernetes.timeout(), json -> within(json, "metadata", () -> reading.read(json)));
        return ask;
    }

    private static void within(JsonParser json, String wanted, PodReader.Reading reading) throws IOException {
        PodReader.fields(json, field -> {
            if (field.equals(wanted)) {
                reading.read();
            } else {
                json.skipChildren();
            }
        });
    }
}
