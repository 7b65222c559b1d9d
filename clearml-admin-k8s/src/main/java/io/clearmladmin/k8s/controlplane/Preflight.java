package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.tls.PemCertificates;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a cluster is fit for ClearML, by the prerequisites of the Enterprise installation guide: nodes and what they have,
 * a storage class, an ingress controller, DNS names and their certificates.
 *
 * <pre>{@code
 * Report report = Preflight.builder(kubernetes).baseDomain("clearml.example.com").build().run();
 * System.out.print(report.forTerminal());
 * }</pre>
 *
 * <p>It only reads, and needs list on nodes, storageclasses (storage.k8s.io) and ingressclasses (networking.k8s.io); pods of
 * the whole cluster only where there is no ingress class. A check for which a right is missing is skipped, and says so.
 * Names are resolved, and TLS hands shaken, from this host; nothing is sent over these connections.
 */
public final class Preflight {

    private final Settings settings;

    private Preflight(Settings settings) {
        this.settings = settings;
    }

    /** A builder; the connection stays open. */
    public static Builder builder(Kubernetes kubernetes) {
        return new Builder(new Cluster(ClientHolder.clientOf(kubernetes)));
    }

    /**
     * Makes the checks, all at once on threads of its own. Blocks for the time of a check at most; what takes longer is
     * reported as failed, and its thread ends when the resolver or the connection gives up. May be called again, also by
     * several threads.
     */
    public Report run() {
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Findings findings = new Findings();
        new ParallelChecks(settings.time()).make(prerequisites(now), findings);
        if (settings.baseDomain().isEmpty()) {
            undone(DnsChecks.CHECK, "a record for each name", findings);
            undone(TlsChecks.CHECK, "a certificate for each name", findings);
        }
        return findings.report("Preflight", now);
    }

    private static void undone(String check, String need, Findings findings) {
        findings.inapplicable(check);
        findings.add(new Finding(
                check, Severity.INFO, need, "Not checked: no base domain was given", "Name it by baseDomain", ""));
    }

    private List<Prerequisite> prerequisites(Instant now) {
        ClusterChecks cluster = new ClusterChecks(settings.cluster(), settings.storageClass(), settings.ingressClass());
        List<Prerequisite> all = new ArrayList<>();
        all.add(cluster.version());
        all.addAll(new NodeChecks(
                        settings.cluster(),
                        settings.nodes(),
                        settings.cpus(),
                        settings.memoryGb(),
                        settings.storageGb())
                .all());
        all.add(cluster.storage());
        all.add(cluster.ingress());
        if (settings.baseDomain().isEmpty()) {
            return all;
        }
        String domain = settings.baseDomain().get();
        String unlikely = "preflight-" + UUID.randomUUID();
        all.addAll(new DnsChecks(settings.resolver(), domain, settings.names(), unlikely).all());
        TlsProbe probe = new TlsProbe(settings.resolver(), settings.trusted(), settings.time());
        all.addAll(new TlsChecks(probe, domain, settings.names(), settings.httpsPort(), now, settings.certificateFor())
                .all());
        return all;
    }

    private record Settings(
            Cluster cluster,
            Optional<String> baseDomain,
            List<String> names,
            int nodes,
            int cpus,
            int memoryGb,
            int storageGb,
            Optional<String> storageClass,
            Optional<String> ingressClass,
            int httpsPort,
            List<X509Certificate> trusted,
            Duration certificateFor,
            Duration time,
            DnsChecks.Resolver resolver,
            Clock clock) {}

    /** Says what is needed. Not for use by several threads. */
    public static final class Builder {

        private static final int HIGHEST_PORT = 65_535;

        private final Cluster cluster;
        private Optional<String> baseDomain = Optional.empty();
        private List<String> names = List.of("api", "app", "files", "router");
        private int nodes = 3;
        private int cpus = 8;
        private int memoryGb = 32;
        private int storageGb = 500;
        private Optional<String> storageClass = Optional.empty();
        private Optional<String> ingressClass = Optional.empty();
        private int httpsPort = 443;
        private List<X509Certificate> trusted = List.of();
        private Duration certificateFor = Duration.ofDays(30);
        private Duration time = Duration.ofSeconds(10);
        private DnsChecks.Resolver resolver = InetAddress::getAllByName;
        private Clock clock = Clock.systemUTC();

        Builder(Cluster cluster) {
            this.cluster = cluster;
        }

        /** The domain under which the servers get their names. Without it, DNS and certificates are not checked. */
        public Builder baseDomain(String domain) {
            baseDomain = Optional.of(DnsName.domain("baseDomain", domain));
            return this;
        }

        /**
         * The names under the base domain; {@code api}, {@code app}, {@code files} and {@code router} by default. Add {@code
         * tcp-router} for TCP sessions; leave {@code router} out where there is no App Gateway.
         */
        public Builder names(String first, String... others) {
            List<String> all = new ArrayList<>(List.of(others));
            all.add(0, first);
            all.forEach(name -> {
                if (!DnsName.isLabel(name)) {
                    throw new IllegalArgumentException("names: '" + name + "' cannot be a part of a domain");
                }
            });
            names = all.stream().distinct().toList();
            return this;
        }

        /** How many nodes, ready and open to pods; 3 by default. */
        public Builder nodes(int count) {
            nodes = positive("nodes", count);
            return this;
        }

        /**
         * What each node has at least: CPUs, GB of memory (10^9 bytes, so that a machine of 32 GiB suffices, of which the
         * kernel keeps some), GB of storage. By default 8, 32 and 500, as the guide recommends.
         */
        public Builder eachNode(int cpuCount, int memoryInGb, int storageInGb) {
            cpus = positive("cpuCount", cpuCount);
            memoryGb = positive("memoryInGb", memoryInGb);
            storageGb = positive("storageInGb", storageInGb);
            return this;
        }

        /** The storage class that the chart's values name; the cluster's default if nothing is said. */
        public Builder storageClass(String name) {
            storageClass = Optional.of(Check.stripped("storageClass", name));
            return this;
        }

        /** The ingress class that the chart's values name; any if nothing is said. */
        public Builder ingressClass(String name) {
            ingressClass = Optional.of(Check.stripped("ingressClass", name));
            return this;
        }

        /** The port of TLS; 443 by default. */
        public Builder httpsPort(int port) {
            if (positive("httpsPort", port) > HIGHEST_PORT) {
                throw new IllegalArgumentException("httpsPort: must be at most " + HIGHEST_PORT + ", got " + port);
            }
            httpsPort = port;
            return this;
        }

        /**
         * A file with certificates (PEM) to trust besides Java's own, such as those of a company's CA. Read here.
         *
         * @throws ConfigurationException if it cannot be read
         */
        public Builder caCertificate(Path pem) {
            trusted = PemCertificates.read("caCertificate", pem);
            return this;
        }

        /** How long certificates must last; 30 days by default. */
        public Builder certificateFor(Duration duration) {
            certificateFor = positive("certificateFor", duration);
            return this;
        }

        /** How long a check may take; 10 s by default, and at most an hour. */
        public Builder timePerCheck(Duration duration) {
            if (positive("timePerCheck", duration).compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("timePerCheck: must be at most an hour, got " + duration);
            }
            time = duration;
            return this;
        }

        /** The clock by which certificates are judged; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        Builder resolver(DnsChecks.Resolver value) {
            resolver = value;
            return this;
        }

        /** The preflight with these settings. Nothing is read from the cluster, and nothing resolved, yet. */
        public Preflight build() {
            return new Preflight(new Settings(
                    cluster,
                    baseDomain,
                    names,
                    nodes,
                    cpus,
                    memoryGb,
                    storageGb,
                    storageClass,
                    ingressClass,
                    httpsPort,
                    trusted,
                    certificateFor,
                    time,
                    resolver,
                    clock));
        }

        private static int positive(String field, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(field + ": must be at least 1, got " + number);
            }
            return number;
        }

        private static Duration positive(String field, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(field + ": must be longer than zero, got " + duration);
            }
            return duration;
        }
    }
}
