package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.controlplane.NotReadException.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads objects in pages, keeping of each only what the caller needs; a refusal says which right is missing. */
final class Cluster {

    private static final long PAGE = 500;
    private static final int STARTS = 3;

    private final KubernetesClient client;

    Cluster(KubernetesClient client) {
        this.client = client;
    }

    /** Which objects to list: of one namespace or of all, by labels and fields. */
    record Query(Optional<String> namespace, Optional<String> labels, Optional<String> fields) {

        static final Query ALL = new Query(Optional.empty(), Optional.empty(), Optional.empty());

        static Query in(String namespace) {
            return new Query(Optional.of(namespace), Optional.empty(), Optional.empty());
        }

        Query labels(String selector) {
            return new Query(namespace, Optional.of(selector), fields);
        }

        Query fields(String selector) {
            return new Query(namespace, labels, Optional.of(selector));
        }
    }

    VersionInfo version() throws NotReadException {
        return read(
                "/version",
                "get on the URL /version, which every user has unless it was taken away",
                () -> client.getKubernetesVersion());
    }

    <T extends HasMetadata, R> List<R> list(Class<T> type, Query query, Function<T, R> part) throws NotReadException {
        String resource = HasMetadata.getPlural(type);
        String what = resource
                + query.namespace().map(name -> " in namespace " + name).orElse("");
        String rule = "list on " + resource + " to this user"
                + query.namespace().map(name -> " in namespace " + name).orElse(" in the whole cluster")
                + ": apiGroups [\"" + HasMetadata.getGroup(type) + "\"], resources [\"" + resource
                + "\"], verbs [\"get\", \"list\"]";
        return read(what, rule, () -> {
            for (int start = 1; ; start++) {
                try {
                    return pages(type, query, part);
                } catch (KubernetesClientException failure) {
                    // Kubernetes forgets where a long list stood: read it from the beginning.
                    if (failure.getCode() != HttpURLConnection.HTTP_GONE || start == STARTS) {
                        throw failure;
                    }
                }
            }
        });
    }

    private <T extends HasMetadata, R> List<R> pages(Class<T> type, Query query, Function<T, R> part) {
        List<R> parts = new ArrayList<>();
        String next = null;
        do {
            KubernetesResourceList<T> page = page(type, query, next);
            page.getItems().forEach(item -> parts.add(part.apply(item)));
            next = page.getMetadata() == null ? null : page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return parts;
    }

    private <T extends HasMetadata> KubernetesResourceList<T> page(Class<T> type, Query query, @Nullable String next) {
        ListOptions options = new ListOptionsBuilder()
                .withLimit(PAGE)
                .withContinue(next)
                .withLabelSelector(query.labels().orElse(null))
                .withFieldSelector(query.fields().orElse(null))
                .build();
        var objects = client.resources(type);
        return query.namespace().isPresent()
                ? objects.inNamespace(query.namespace().get()).list(options)
                : objects.inAnyNamespace().list(options);
    }

    private <R> R read(String what, String rule, Reading<R> reading) throws NotReadException {
        try {
            return reading.read();
        } catch (KubernetesClientException failure) {
            throw refusal(what, rule, failure);
        } catch (KubernetesException failure) {
            throw new NotReadException(
                    Kind.NO_ANSWER,
                    "Reading " + what + ": " + failure.getMessage(),
                    "Mend the login plugin of the kubeconfig's user",
                    failure);
        }
    }

    private NotReadException refusal(String what, String rule, KubernetesClientException failure) {
        String trying = "Reading " + what;
        String server = String.valueOf(client.getMasterUrl());
        if (failure.getCode() <= 0) {
            return new NotReadException(
                    Kind.NO_ANSWER,
                    trying + ": no answer from " + server + ": " + reason(failure),
                    "See whether the address and the CA are right, and whether this host may reach it",
                    failure);
        }
        return switch (failure.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN ->
                new NotReadException(
                        Kind.FORBIDDEN, "The right to read " + what + " is missing", "Give " + rule, failure);
            case HttpURLConnection.HTTP_NOT_FOUND ->
                new NotReadException(
                        Kind.NO_SUCH_KIND,
                        "This cluster has no " + what,
                        "See which API versions it has: kubectl api-versions",
                        failure);
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                new NotReadException(
                        Kind.NO_ANSWER,
                        trying + ": " + server + " does not accept this login",
                        "Renew the token or certificate of the kubeconfig's user",
                        failure);
            default ->
                new NotReadException(
                        Kind.NO_ANSWER,
                        trying + ": " + server + " answers " + failure.getCode() + ": " + reason(failure),
                        "Try again; if it stays, see the API server's health: kubectl get --raw /readyz",
                        failure);
        };
    }

    private static String reason(KubernetesClientException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private interface Reading<R> {
        R read();
    }
}
