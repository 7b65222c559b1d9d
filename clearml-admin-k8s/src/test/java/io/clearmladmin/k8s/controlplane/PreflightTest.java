package io.clearmladmin.k8s.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.house.Schema;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each prerequisite: met, nearly met, not met, not to be seen. */
@EnableKubernetesMockClient(crud = true, https = false)
class PreflightTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String DOMAIN = "clearml.example.com";
    private static final HeldCertificate CA = new HeldCertificate.Builder()
            .commonName("Example CA")
            .certificateAuthority(1)
            .validityInterval(at(-1000), at(1000))
            .build();

    @SuppressWarnings("NullAway.Init") // set by the extension
    private static KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set by the extension
    private static KubernetesMockServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final Map<String, String> records = new TreeMap<>();

    @BeforeEach
    void start() {
        server.reset();
    }

    private static long at(int days) {
        return NOW.plus(Duration.ofDays(days)).toEpochMilli();
    }

    private Preflight.Builder builder() {
        return Preflight.builder(Kubernetes.of(client))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .timePerCheck(Duration.ofMinutes(2))
                .resolver(this::resolve);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        String address = records.get(host);
        if (address == null) {
            address = records.get("*" + host.substring(host.indexOf('.')));
        }
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private Finding check(String name) {
        return check(builder(), name);
    }

    private static Finding check(Preflight.Builder builder, String name) {
        return check(builder.build().run(), name);
    }

    // By the check, or by the check and its place.
    private static Finding check(Report report, String name) {
        return report.findings().stream()
                .filter(finding ->
                        (finding.check() + " " + finding.where()).strip().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toText()));
    }

    private static SkippedCheck skipped(Report report, String name) {
        assertThat(report.of(name)).isEmpty();
        return report.skipped().stream()
                .filter(skip -> skip.check().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toText()));
    }

    // A client that repeats itself on a busy host must not stumble over what it made.
    private static <T extends HasMetadata> void make(T object) {
        client.resource(object).createOr(NonDeletingOperation::update);
    }

    private void node(String name, String cpu, String memory, boolean ready) {
        make(new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToCapacity("cpu", new Quantity(cpu))
                .addToCapacity("memory", new Quantity(memory))
                .addToCapacity("ephemeral-storage", new Quantity("100Gi"))
                .addToAllocatable("cpu", new Quantity("7910m"))
                .addToAllocatable("memory", new Quantity("29Gi"))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build());
    }

    private void threeNodes() {
        node("a", "8", "32Gi", true);
        node("b", "8", "32505856Ki", true);
        node("c", "16", "64Gi", true);
    }

    @Test
    void nodes_that_suffice_are_reported_with_what_they_have() {
        threeNodes();
        assertThat(check("nodes").severity()).isEqualTo(Severity.OK);
        assertThat(check("cpu"))
                .isEqualTo(new Finding(
                        "cpu",
                        Severity.OK,
                        "at least 8 CPUs on each node (capacity)",
                        "8 to 16 CPUs a node, 7.9 of them for pods",
                        "",
                        ""));
        assertThat(check("memory").severity()).isEqualTo(Severity.OK);
        assertThat(check("memory").evidence()).isEqualTo("33.2 to 68.7 GB a node, 31.1 of them for pods");
        assertThat(check("node-storage").evidence())
                .startsWith("107.3 GB of ephemeral storage a node; recommended are 500 GB");
        assertThat(check("gpus").evidence()).isEqualTo("No node offers NVIDIA GPUs");
        assertThat(check("kubernetes").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void nodes_that_take_no_pods_do_not_count() {
        threeNodes();
        client.nodes()
                .withName("a")
                .edit(node -> new NodeBuilder(node)
                        .editSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .build());
        client.nodes()
                .withName("b")
                .edit(node -> new NodeBuilder(node)
                        .editSpec()
                        .addNewTaint()
                        .withKey("node-role.kubernetes.io/control-plane")
                        .withEffect("NoSchedule")
                        .endTaint()
                        .endSpec()
                        .build());
        node("d", "8", "32Gi", false);
        Finding nodes = check("nodes");
        assertThat(nodes.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(nodes.evidence())
                .startsWith("1 of 4 nodes ready and open to pods; not ")
                .contains("a (cordoned or tainted)", "b (cordoned or tainted)", "d (not ready)");
        assertThat(nodes.what()).startsWith("at least 3 nodes");
    }

    @Test
    void small_nodes_are_named_and_no_nodes_are_a_failure() {
        assertThat(check("nodes").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(skipped(builder().build().run(), "memory").reason())
                .isEqualTo("There is no node that is ready and open to pods");
        node("tiny", "2", "8Gi", true);
        assertThat(check("cpu").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(check("memory").evidence()).endsWith("short of it: tiny");
        assertThat(check(builder().nodes(1).eachNode(2, 8, 50), "memory").severity())
                .isEqualTo(Severity.OK);
    }

    @Test
    void gpus_are_counted_whole_and_sliced() {
        threeNodes();
        client.nodes()
                .withName("a")
                .edit(node -> new NodeBuilder(node)
                        .editStatus()
                        .addToCapacity("nvidia.com/gpu", new Quantity("4"))
                        .addToCapacity("nvidia.com/mig-1g.10gb", new Quantity("7"))
                        .endStatus()
                        .build());
        assertThat(check("gpus").evidence()).isEqualTo("11 GPUs or slices of them on 1 node");
    }

    private void storage(String name, boolean isDefault) {
        make(new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", String.valueOf(isDefault))
                .endMetadata()
                .withProvisioner("csi.example.com")
                .build());
    }

    @Test
    void a_storage_class_is_there_and_one_is_the_default() {
        assertThat(check("storage-class").severity()).isEqualTo(Severity.CRITICAL);
        storage("slow", false);
        assertThat(check("storage-class").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(check(builder().storageClass("slow"), "storage-class").severity())
                .isEqualTo(Severity.OK);
        assertThat(check(builder().storageClass("gold"), "storage-class").severity())
                .isEqualTo(Severity.CRITICAL);
        storage("fast", true);
        assertThat(check("storage-class").severity()).isEqualTo(Severity.OK);
        assertThat(check("storage-class").evidence()).contains("fast (default) by csi.example.com");
        storage("faster", true);
        assertThat(check("storage-class").evidence()).endsWith("; 2 are the default");
    }

    private void ingress(String name, boolean isDefault) {
        make(new IngressClassBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("ingressclass.kubernetes.io/is-default-class", String.valueOf(isDefault))
                .endMetadata()
                .withNewSpec()
                .withController("k8s.io/ingress-nginx")
                .endSpec()
                .build());
    }

    @Test
    void an_ingress_class_is_there() {
        assertThat(check("ingress").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(check("ingress").remedy()).contains("MetalLB");
        ingress("nginx", false);
        assertThat(check("ingress").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(check(builder().ingressClass("nginx"), "ingress").severity()).isEqualTo(Severity.OK);
        assertThat(check(builder().ingressClass("traefik"), "ingress").severity())
                .isEqualTo(Severity.CRITICAL);
        ingress("public", true);
        assertThat(check("ingress").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void an_old_cluster_without_such_objects_is_searched_for_the_pods_of_a_controller() {
        server.expect()
                .get()
                .withPath("/apis/networking.k8s.io/v1/ingressclasses?limit=500")
                .andReturn(404, new StatusBuilder().withCode(404).build())
                .always();
        Finding ingress = check("ingress");
        assertThat(ingress.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(ingress.evidence()).isEqualTo("No IngressClass, and no pods of a known controller");
    }

    @Test
    void a_missing_right_skips_its_check_only() {
        storage("fast", true);
        server.expect()
                .get()
                .withPath("/api/v1/nodes?limit=500")
                .andReturn(403, new StatusBuilder().withCode(403).build())
                .always();
        Report report = builder().build().run();
        SkippedCheck nodes = skipped(report, "nodes");
        assertThat(nodes.reason()).isEqualTo("The right to read nodes is missing");
        assertThat(report.isHealthy()).isFalse();
        assertThat(nodes.remedy()).contains("in the whole cluster").contains("resources [\"nodes\"]");
        assertThat(check(report, "storage-class").severity()).isEqualTo(Severity.OK);
    }

    @Test
    void names_resolve_each_by_itself_or_by_a_wildcard() {
        records.put("api." + DOMAIN, "127.0.0.2");
        Preflight.Builder some =
                builder().baseDomain(DOMAIN).names("api", "app").httpsPort(1);
        assertThat(check(some, "dns api." + DOMAIN).evidence()).isEqualTo("127.0.0.2");
        Finding missing = check(some, "dns app." + DOMAIN);
        assertThat(missing.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(missing.remedy()).contains("*." + DOMAIN);
        assertThat(some.build().run().skipped())
                .extracting(SkippedCheck::reason)
                .contains("app." + DOMAIN + ": The name does not resolve from here");
        assertThat(check(some, "dns").evidence()).isEqualTo("All that resolve lead to 127.0.0.2; there is no wildcard");

        records.put("*." + DOMAIN, "127.0.0.3");
        assertThat(check(some, "dns app." + DOMAIN).severity()).isEqualTo(Severity.OK);
        Finding lead = check(some, "dns");
        assertThat(lead.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(lead.evidence())
                .isEqualTo("api lead to 127.0.0.2; app lead to 127.0.0.3; *." + DOMAIN + " is a wildcard to 127.0.0.3");
    }

    @Test
    void a_resolver_that_hangs_does_not_hold_the_rest() {
        CountDownLatch never = new CountDownLatch(1);
        records.put("app." + DOMAIN, "127.0.0.1");
        Report report = builder()
                .baseDomain(DOMAIN)
                .timePerCheck(Duration.ofSeconds(2))
                .resolver(host -> {
                    if (host.startsWith("api.")) {
                        await(never);
                    }
                    return resolve(host);
                })
                .build()
                .run();
        assertThat(check(report, "dns api." + DOMAIN).evidence()).isEqualTo("No answer within 2s");
        assertThat(check(report, "tls api." + DOMAIN).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(check(report, "dns app." + DOMAIN).severity()).isEqualTo(Severity.OK);
        assertThat(never.getCount()).isEqualTo(1);
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Finding tls(HeldCertificate certificate, boolean isKnown, X509Certificate... intermediates)
            throws IOException {
        records.put("api." + DOMAIN, "127.0.0.1");
        try (TlsServer tls = new TlsServer(certificate, intermediates)) {
            Preflight.Builder builder =
                    builder().baseDomain(DOMAIN).names("api").httpsPort(tls.port());
            if (isKnown) {
                builder.caCertificate(Files.writeString(folder.resolve("ca.pem"), CA.certificatePem()));
            }
            return check(builder, "tls api." + DOMAIN);
        }
    }

    private static HeldCertificate.Builder signed(String name, int from, int until) {
        return new HeldCertificate.Builder()
                .commonName("clearml")
                .addSubjectAlternativeName(name)
                .validityInterval(at(from), at(until))
                .signedBy(CA);
    }

    @Test
    void a_valid_certificate_is_valid_by_its_name_and_by_a_wildcard() throws IOException {
        Finding own = tls(signed("api." + DOMAIN, -10, 80).build(), true);
        assertThat(own.severity()).isEqualTo(Severity.OK);
        assertThat(own.evidence()).isEqualTo("CN=clearml, by CN=Example CA, until 2026-05-20T12:00:00Z");
        assertThat(tls(signed("*." + DOMAIN, -10, 80).build(), true).severity()).isEqualTo(Severity.OK);
    }

    @Test
    void a_certificate_that_is_over_or_nearly_or_not_yet() throws IOException {
        Finding over = tls(signed("*." + DOMAIN, -90, -2).build(), true);
        assertThat(over.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(over.evidence()).startsWith("It ended 2d ago: ");
        Finding nearly = tls(signed("*." + DOMAIN, -90, 10).build(), true);
        assertThat(nearly.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(nearly.evidence()).startsWith("It ends in 10d: ");
        Finding later = tls(signed("*." + DOMAIN, 1, 90).build(), true);
        assertThat(later.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(later.evidence()).startsWith("It is not valid before 2026-03-02T12:00:00Z");
    }

    @Test
    void a_certificate_of_another_name_is_refused_also_a_wildcard_of_another_level() throws IOException {
        for (String other : new String[] {"app." + DOMAIN, "*.example.com"}) {
            Finding wrong = tls(signed(other, -10, 80).build(), true);
            assertThat(wrong.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(wrong.evidence())
                    .startsWith("It is not for api." + DOMAIN)
                    .endsWith(", for " + other);
        }
    }

    @Test
    void who_signed_it_must_be_known() throws IOException {
        Finding unknown = tls(signed("*." + DOMAIN, -10, 80).build(), false);
        assertThat(unknown.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(unknown.evidence()).startsWith("Its issuer is not trusted here: ");
        assertThat(unknown.remedy()).contains("caCertificate");
        Finding self = tls(
                new HeldCertificate.Builder()
                        .commonName("Kubernetes Ingress Controller Fake Certificate")
                        .addSubjectAlternativeName("ingress.local")
                        .validityInterval(at(-10), at(80))
                        .build(),
                true);
        assertThat(self.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(self.evidence()).startsWith("It is self-signed and not known here: CN=Kubernetes Ingress");
    }

    @Test
    void where_nobody_speaks_tls_it_is_said() throws IOException {
        records.put("api." + DOMAIN, "127.0.0.1");
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Finding nobody = check(builder().baseDomain(DOMAIN).names("api").httpsPort(port), "tls api." + DOMAIN);
        assertThat(nobody.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(nobody.evidence()).startsWith("No TLS at api." + DOMAIN + ":" + port + ": ");
    }

    @Test
    void without_a_domain_names_are_not_checked() {
        Report report = builder().build().run();
        assertThat(report.inapplicable()).containsExactly("dns", "tls");
        assertThat(report.notMade()).doesNotContain("dns", "tls");
        assertThat(check(report, "tls").remedy()).isEqualTo("Name it by baseDomain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<BASE_DOMAIN>",
                "https://example.com",
                "example.com:443",
                "localhost",
                "10.0.0.1",
                "a..b",
                "-a.b"
            })
    void what_is_no_domain_is_refused(String domain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().baseDomain(domain))
                .withMessageStartingWith("baseDomain: ");
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().nodes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().httpsPort(70_000));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().timePerCheck(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().names("api.x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().storageClass(" "));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> builder().caCertificate(folder.resolve("none.pem")))
                .withMessageContaining("none.pem");
    }

    @Test
    void the_printed_preflight_is_the_one_of_the_page() throws IOException {
        threeNodes();
        storage("fast", true);
        server.expect()
                .get()
                .withPath("/apis/networking.k8s.io/v1/ingressclasses?limit=500")
                .andReturn(403, new StatusBuilder().withCode(403).build())
                .always();
        records.put("*." + DOMAIN, "127.0.0.1");
        try (TlsServer tls = new TlsServer(signed("*." + DOMAIN, -60, 20).build())) {
            Report report = builder()
                    .baseDomain(DOMAIN)
                    .names("api", "app")
                    .httpsPort(tls.port())
                    .caCertificate(Files.writeString(folder.resolve("ca.pem"), CA.certificatePem()))
                    .build()
                    .run();
            // The mock server reports no version.
            String text = report.toString().replace("It answers, without reporting its version", "v1.30.4");
            assertThat(report.isHealthy()).as(report.toText()).isFalse();
            assertThat(Files.readString(Path.of("../docs/control-plane.md"))).contains("```text\n" + text + "```");
            JsonNode json = JsonMapper.builder().build().readTree(report.toJson());
            assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
            assertThat(json.path("checks").path(0).asText()).isEqualTo("kubernetes");
        }
    }
}
