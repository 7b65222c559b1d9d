package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Lease ({@code coordination.k8s.io/v1}) of a cluster. */
final class KubernetesLeaseStore implements LeaseStore {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Duration USUAL = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final String server;
    private final String namespace;
    private final String name;

    KubernetesLeaseStore(Kubernetes kubernetes, String namespace, String name) {
        this.client = ClientHolder.clientOf(kubernetes);
        this.server = kubernetes.server().toString();
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public Optional<Written> read() {
        try {
            return Optional.ofNullable(client.leases()
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .map(KubernetesLeaseStore::written);
        } catch (KubernetesClientException failure) {
            throw failure("get", failure);
        }
    }

    @Override
    public boolean create(Written lease) {
        try {
            client.leases().inNamespace(namespace).resource(lease(lease)).create();
            return true;
        } catch (KubernetesClientException failure) {
            return lostTo(failure, "create");
        }
    }

    @Override
    public boolean update(Written lease) {
        try {
            client.leases().inNamespace(namespace).resource(lease(lease)).update();
            return true;
        } catch (KubernetesClientException failure) {
            return lostTo(failure, "update");
        }
    }

    // Another was quicker, or it was deleted just now: it is read anew the next time.
    private boolean lostTo(KubernetesClientException e, String verb) {
        boolean isNamespaceMissing = verb.equals("create") && e.getCode() == NOT_FOUND;
        if (e.getCode() == CONFLICT || (e.getCode() == NOT_FOUND && !isNamespaceMissing)) {
            return false;
        }
        throw failure(verb, e);
    }

    private static Written written(Lease lease) {
        LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
        return new Written(
                spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity(),
                spec.getLeaseDurationSeconds() == null ? USUAL : Duration.ofSeconds(spec.getLeaseDurationSeconds()),
                instant(spec.getAcquireTime()),
                instant(spec.getRenewTime()),
                spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions(),
                lease.getMetadata().getResourceVersion());
    }

    private static Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    private Lease lease(Written lease) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withResourceVersion(lease.version().isEmpty() ? null : lease.version())
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(lease.holder())
                .withLeaseDurationSeconds(Math.toIntExact(lease.duration().toSeconds()))
                .withAcquireTime(lease.acquired().atZone(ZoneOffset.UTC))
                .withRenewTime(lease.renewed().atZone(ZoneOffset.UTC))
                .withLeaseTransitions(lease.transitions())
                .endSpec()
                .build();
    }

    private KubernetesException failure(String verb, KubernetesClientException e) {
        // Below one there was no answer.
        int status = Math.max(0, e.getCode());
        String said = e.getStatus() == null ? deepest(e) : e.getStatus().getMessage();
        String tried = "could not " + verb + " the Lease " + namespace + "/" + name + " at " + server + ": "
                + (status == 0 ? "no answer, " : "HTTP " + status + ", ") + said + ". ";
        return switch (status) {
            case 0 ->
                new KubernetesException(Reason.UNREACHABLE, 0, tried + "Is the server up, and the way to it open?", e);
            case UNAUTHORIZED ->
                new KubernetesException(
                        Reason.UNAUTHORIZED, status, tried + "The token or certificate is wrong or has expired", e);
            case FORBIDDEN -> new KubernetesException(Reason.FORBIDDEN, status, tried + rule(), e);
            case NOT_FOUND ->
                new KubernetesException(Reason.NOT_FOUND, status, tried + "Is there a namespace " + namespace + "?", e);
            default -> new KubernetesException(Reason.OTHER, status, tried + "It is tried again", e);
        };
    }

    private String rule() {
        return "A right is missing: add to a Role in namespace " + namespace + " that is bound to this user: apiGroups:"
                + " [\"coordination.k8s.io\"], resources: [\"leases\"], verbs: [\"get\", \"create\", \"update\"]";
    }

    private static String deepest(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
}
