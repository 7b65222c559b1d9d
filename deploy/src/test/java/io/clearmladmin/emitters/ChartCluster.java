package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.k8s.Await;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A real API server to which the chart is applied, a broker and a ClearML server. Starts its programs with their rights. */
final class ChartCluster implements AutoCloseable {

    // That of the tests' API server.
    static final String KUBERNETES = "1.20.2";

    private static final Duration SOON = Duration.ofSeconds(60);
    // The tests' API server knows no objects of operators.
    private static final Set<String> OF_OPERATORS = Set.of("ServiceMonitor", "PodMonitor", "PrometheusRule");

    private final KubeApi api = KubeApi.shared();
    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final FakeClearMl clearml = FakeClearMl.start(Edition.ENTERPRISE);

    ChartCluster() {
        List<String> unused = Topics.create(
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build(), 1, 1, SOON);
        namespace(Chart.NAMESPACE);
        // All tasks are the default tenant's, which wants events.
        clearml.stub("tasks.get_all", call -> {
            Object ids = call.body().getOrDefault("id", List.of());
            return Map.of(
                    "tasks", ((List<?>) ids).stream().map(ChartCluster::task).toList());
        });
        try (ClearMl client = clearml.connect()) {
            TenantFields.of(client, FakeClearMl.DEFAULT_COMPANY).merge(Map.of("service_instance_id", "one"));
        }
    }

    private static Map<String, String> task(Object id) {
        return Map.of("id", String.valueOf(id), "company", FakeClearMl.DEFAULT_COMPANY);
    }

    KubernetesClient admin() {
        return api.admin();
    }

    void namespace(String name) {
        var unused = admin().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .createOr(there -> there.update());
    }

    /** Puts what the chart makes into the cluster, as far as the cluster knows its kind, and returns it. */
    List<HasMetadata> apply(Path values) {
        return apply(Chart.text(values, KUBERNETES), object -> true);
    }

    /** Accounts and their rights alone. */
    List<HasMetadata> applyRights(Path values) {
        return apply(
                Chart.text(values, KUBERNETES),
                object -> object.getKind().equals("ServiceAccount")
                        || object.getApiVersion().startsWith("rbac"));
    }

    private List<HasMetadata> apply(String text, Predicate<HasMetadata> wanted) {
        List<HasMetadata> applied = new ArrayList<>();
        for (HasMetadata object : admin().load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            if (!OF_OPERATORS.contains(object.getKind()) && wanted.test(object)) {
                String namespace = object.getMetadata().getNamespace();
                if (namespace != null) {
                    namespace(namespace);
                }
                applied.add(admin().resource(object).createOr(there -> there.update()));
            }
        }
        return applied;
    }

    void remove(List<HasMetadata> applied) {
        applied.forEach(object -> {
            var unused = admin().resource(object).delete();
        });
    }

    /** Waits until a right that was given or taken counts. */
    void awaitRights(Settings settings, String program, Predicate<List<StartCheck.Result>> condition) {
        Await.until(
                () -> "the rights count: " + check(settings, program),
                SOON,
                () -> condition.test(check(settings, program)));
    }

    /** What the program finds to be wrong before it begins. */
    List<StartCheck.Result> check(Settings settings, String program) {
        try (Connections connections = connections(settings, program)) {
            return new StartCheck(command(program), settings, connections)
                    .run().stream().filter(StartCheck.Result::isFault).toList();
        }
    }

    /** Starts the program, waits until it is ready or done, stops it, and returns its exit code. */
    ExitCode run(Settings settings, String program) {
        EmitterCommand command = command(program);
        try (Operations operations = new Operations(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Metrics("test"));
                Connections connections = connections(settings, program)) {
            Stop stop = new Stop();
            Emitter emitter = new Emitter(command, false, settings, connections, operations, stop, Optional.empty());
            assertThat(new StartGate(new StartCheck(command, settings, connections), emitter).pass())
                    .isEmpty();
            CompletableFuture<ExitCode> end = CompletableFuture.supplyAsync(() -> Jobs.run(command, emitter));
            Await.until(
                    () -> program + " is ready: " + operations.problems(),
                    SOON,
                    () -> end.isDone()
                            || (command.isMonitor() && operations.problems().isEmpty()));
            stop.request();
            return end.join();
        }
    }

    private static EmitterCommand command(String program) {
        return EmitterCommand.of(program).orElseThrow();
    }

    private Connections connections(Settings settings, String program) {
        String name = Chart.RELEASE + "-" + program;
        ServiceAccount account = admin().serviceAccounts()
                .inNamespace(Chart.NAMESPACE)
                .withName(name)
                .require();
        String token = api.rights().token(account, Duration.ofHours(1));
        return new Connections(
                settings, new CallListener() {}, () -> api.connection(token).build());
    }

    /** A kubeconfig of the program's account. */
    Path kubeconfig(String program) {
        ServiceAccount account = admin().serviceAccounts()
                .inNamespace(Chart.NAMESPACE)
                .withName(Chart.RELEASE + "-" + program)
                .require();
        return api.kubeconfig(api.rights().token(account, Duration.ofHours(1)));
    }

    /** The environment of the chart's pod, with the addresses of this cluster. */
    Map<String, String> environment(Path values, String program) {
        List<JsonNode> objects = Chart.parse(Chart.text(values, KUBERNETES));
        Map<String, String> environment =
                new LinkedHashMap<>(ChartPod.of(objects, program).environment());
        environment.computeIfPresent(Setting.API_HOST.key(), (name, text) -> clearml.url());
        if (environment.remove(Setting.API_ACCESS_KEY.key() + Setting.IN_FILE) != null) {
            environment.put(Setting.API_ACCESS_KEY.key(), clearml.systemUser().accessKey());
        }
        if (environment.remove(Setting.API_SECRET_KEY.key() + Setting.IN_FILE) != null) {
            environment.put(
                    Setting.API_SECRET_KEY.key(),
                    clearml.systemUser().secretKey().reveal());
        }
        environment.put(Setting.KAFKA_HOST.key(), kafka.plainAddress());
        // With one for all of these, a monitor would meet what another one watched.
        for (Setting uuid : List.of(Setting.PODS_MONITOR_UUID, Setting.COMPANY_MONITOR_UUID)) {
            environment.computeIfPresent(
                    uuid.key(), (name, text) -> UUID.randomUUID().toString());
        }
        return environment;
    }

    Settings settings(Path values, String program) {
        return SettingsReader.read(environment(values, program), Optional.empty());
    }

    String broker() {
        return kafka.plainAddress();
    }

    FakeClearMl clearml() {
        return clearml;
    }

    KubeApi api() {
        return api;
    }

    /** How often the API server has refused a request, except those for a namespace. */
    double refusals() {
        return admin().raw("/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{") && line.contains("code=\"403\""))
                .filter(line -> !line.contains("resource=\"namespaces\",scope=\"resource\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The same rules, of one verb each. */
    static List<PolicyRule> single(List<PolicyRule> rules) {
        List<PolicyRule> single = new ArrayList<>();
        rules.forEach(rule -> rule.getVerbs()
                .forEach(verb -> single.add(rule.edit().withVerbs(verb).build())));
        return single;
    }

    @Override
    public void close() {
        clearml.close();
        kafka.close();
    }
}
