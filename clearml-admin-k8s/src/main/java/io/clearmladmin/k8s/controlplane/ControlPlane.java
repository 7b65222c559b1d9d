package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.ClearMl;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.clearmladmin.report.Findings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How ClearML's own servers in a cluster are: API, file and web server, databases, agents, gateway.
 *
 * <pre>{@code
 * ControlPlaneReport report = ControlPlane.builder(kubernetes).clearml(clearml).build().run();
 * System.out.print(report.forTerminal());
 * System.exit(report.isHealthy() ? 0 : 1);
 * }</pre>
 *
 * <p>It only reads, and needs get and list on pods, services, deployments (apps) and statefulsets (apps) in the
 * namespaces; events too, for Kubernetes' warnings. A missing right is in the report.
 */
public final class ControlPlane {

    private static final String DEFAULT_NAME = "clearml";

    private final Cluster cluster;
    private final Layout layout;
    private final List<String> namespaces;
    private final Optional<ClearMl> clearml;
    private final Duration recently;
    private final Clock clock;

    private ControlPlane(Builder settings) {
        cluster = settings.cluster;
        layout = settings.layout;
        namespaces = settings.namespaces;
        clearml = settings.clearml;
        recently = settings.recently;
        clock = settings.clock;
    }

    /** A builder; the connection stays open. */
    public static Builder builder(Kubernetes kubernetes) {
        return new Builder(new Cluster(ClientHolder.clientOf(kubernetes)));
    }

    /**
     * Checks it. Blocks the calling thread for some lists of each namespace, and some calls to the server if there is a client
     * for it; each is bounded by the connection's and the client's deadlines, and a cluster that does not answer is tried once.
     * Whatever goes wrong is in the report. May be called again, also by several threads.
     */
    public ControlPlaneReport run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Findings findings = new Findings();
        WorkloadDiscovery discovery = new WorkloadDiscovery(cluster, findings);
        namespaces.forEach(discovery::read);
        List<ComponentReport> components = new ArrayList<>();
        layout.components().forEach(component -> components.add(discovery.take(component)));
        Diagnosis diagnosis = new Diagnosis(now, recently, namespaces, findings);
        List<WorkloadReport> unclaimed = discovery.unclaimed();
        for (int each = 0; each < components.size(); each++) {
            diagnosis.check(layout.components().get(each), components.get(each), discovery.knowsServices(), unclaimed);
        }
        diagnosis.checkAcross(components);
        Optional<ServerReport> server = clearml.map(client -> new ServerHealth(client, findings).check());
        String title = "Control plane in " + (namespaces.size() == 1 ? "namespace " : "namespaces ")
                + String.join(", ", namespaces);
        return new ControlPlaneReport(findings.report(title, now), namespaces, components, server, unclaimed);
    }

    /** Says what is checked. Not for use by several threads. */
    public static final class Builder {

        private final Cluster cluster;
        private Layout layout = Layout.publicChart(DEFAULT_NAME);
        private List<String> namespaces = List.of(DEFAULT_NAME);
        private Optional<ClearMl> clearml = Optional.empty();
        private Duration recently = Duration.ofDays(1);
        private Clock clock = Clock.systemUTC();

        Builder(Cluster cluster) {
            this.cluster = cluster;
        }

        /** The components and how they are found; the public chart's under the release {@code clearml} by default. */
        public Builder layout(Layout components) {
            layout = Objects.requireNonNull(components, "components");
            return this;
        }

        /** The namespaces in which it is; {@code clearml} by default. */
        public Builder namespaces(String first, String... others) {
            List<String> names = new ArrayList<>(List.of(others));
            names.add(0, first);
            names.forEach(name -> {
                if (!DnsName.isLabel(name)) {
                    throw new IllegalArgumentException("namespaces: '" + name + "' cannot be a namespace's name");
                }
            });
            namespaces = names.stream().distinct().toList();
            return this;
        }

        /** Checks ClearML's API server itself too; by a client that acts as nobody else. It stays open. */
        public Builder clearml(ClearMl client) {
            clearml = Optional.of(client);
            return this;
        }

        /** How long a restart is worth a finding; a day by default. */
        public Builder restartsWithin(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("restartsWithin: must be longer than zero, got " + time);
            }
            recently = time;
            return this;
        }

        /** The clock from which ages are counted; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The check with these settings. Nothing is read yet. */
        public ControlPlane build() {
            return new ControlPlane(this);
        }
    }
}
