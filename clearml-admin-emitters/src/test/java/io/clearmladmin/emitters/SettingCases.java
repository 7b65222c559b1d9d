package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A right and a wrong value of each setting, and the broker, the server and the cluster that they are tried with. */
final class SettingCases implements AutoCloseable {

    private static final Duration TIME = Duration.ofSeconds(30);

    private final Path folder;
    private final EmbeddedKafka kafka;
    private final FakeClearMl server = FakeClearMl.start(Edition.ENTERPRISE);
    private final FakeCluster cluster = FakeCluster.start();
    private final Map<Setting, Case> cases = new EnumMap<>(Setting.class);

    /** What the program works with. */
    record Taken(Settings settings, Connections connections) {

        KafkaSettings kafka() {
            return connections.events().kafka().kafka();
        }
    }

    /**
     * Values beside those of {@link SettingCases#environment()}.
     *
     * @param wrong empty if any text is right
     * @param isChecked whether what is right can be checked with these parts; there is no identity provider among them, and the cluster
     *     knows pods only
     */
    record Case(
            EmitterCommand command,
            Map<String, String> right,
            Map<String, String> wrong,
            Consumer<Taken> effect,
            boolean isChecked) {}

    SettingCases(Path folder) throws IOException {
        this.folder = folder;
        HeldCertificate broker = certificate();
        HeldCertificate client = certificate();
        Properties tls = new Properties();
        tls.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        tls.put("ssl.keystore.type", "PEM");
        tls.put("ssl.keystore.location", file("server.pem", broker.privateKeyPkcs8Pem() + broker.certificatePem()));
        tls.put("ssl.truststore.type", "PEM");
        tls.put("ssl.truststore.location", file("trusted.pem", client.certificatePem()));
        tls.put("listener.name.ssl.ssl.client.auth", "required");
        kafka = EmbeddedKafka.start(tls);
        KafkaSettings plain =
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build();
        List<String> made = Topics.create(plain, 1, 1, TIME);
        List<String> others = Topics.create(
                KafkaSettings.builder()
                        .bootstrapServers(kafka.plainAddress())
                        .lifecycleTopic("other-lifecycle")
                        .inventoryTopic("other-inventory")
                        .stateTopic("other-state")
                        .build(),
                1,
                1,
                TIME);
        assertThat(made.size() + others.size()).isEqualTo(6);
        process();
        server();
        kafka(broker, client);
        pods();
        companies();
    }

    private static HeldCertificate certificate() {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** What everything else is set to. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(Setting.API_HOST.key(), server.url());
        environment.put(Setting.API_ACCESS_KEY.key(), server.systemUser().accessKey());
        environment.put(
                Setting.API_SECRET_KEY.key(), server.systemUser().secretKey().reveal());
        environment.put(Setting.KAFKA_HOST.key(), kafka.plainAddress());
        environment.put(Setting.COMPANY_MONITOR_UUID.key(), "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11");
        environment.put(Setting.PODS_MONITOR_UUID.key(), "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
        environment.put(Setting.LISTEN.key(), "127.0.0.1:0");
        // The machine may be busy.
        environment.put(Setting.CHECK_WITHIN.key(), "60");
        return environment;
    }

    String clusterUrl() {
        return cluster.url();
    }

    @Nullable
    Case find(Setting setting) {
        return cases.get(setting);
    }

    Case of(Setting setting) {
        Case one = find(setting);
        if (one == null) {
            throw new AssertionError(setting.key() + " has no right and no wrong value here");
        }
        return one;
    }

    private void add(Setting setting, Map<String, String> right, Map<String, String> wrong, Consumer<Taken> effect) {
        EmitterCommand command = setting == Setting.INVENTORY_TOPIC || setting == Setting.COMPANY_INVENTORY_SOURCE
                ? EmitterCommand.COMPANY_INVENTORY
                : EmitterCommand.COMPANY_MONITOR;
        cases.put(setting, new Case(command, right, wrong, effect, true));
    }

    private void add(Setting setting, String right, String wrong) {
        add(
                setting,
                Map.of(setting.key(), right),
                wrong.isEmpty() ? Map.of() : Map.of(setting.key(), wrong),
                taken -> assertThat(taken.settings().text(setting)).contains(right));
    }

    private void add(
            Setting setting, String right, String wrong, Object effect, Function<KafkaSettings, Object> value) {
        add(
                setting,
                Map.of(setting.key(), right),
                Map.of(setting.key(), wrong),
                taken -> assertThat(value.apply(taken.kafka())).isEqualTo(effect));
    }

    // Of the pod emitters, and of what needs more than there is here.
    private void unchecked(Setting setting) {
        Case one = of(setting);
        cases.put(setting, new Case(one.command(), one.right(), one.wrong(), one.effect(), false));
    }

    private void process() throws IOException {
        String file = file("emitters.conf", Setting.CLUSTER.key() + " = west");
        add(
                Setting.SETTINGS_FILE,
                Map.of(Setting.SETTINGS_FILE.key(), file),
                Map.of(Setting.SETTINGS_FILE.key(), "/nowhere"),
                taken -> assertThat(taken.settings().text(Setting.CLUSTER)).contains("west"));
        add(
                Setting.LISTEN,
                Map.of(Setting.LISTEN.key(), "127.0.0.1:0"),
                Map.of(Setting.LISTEN.key(), "8080"),
                taken -> {
                    try (Metrics metrics = new Metrics("test");
                            Operations operations =
                                    new Operations(taken.settings().address(Setting.LISTEN), metrics)) {
                        assertThat(operations.address().getPort()).isPositive();
                    }
                });
        add(Setting.READY_WITHIN, "5", "0");
        add(Setting.LOG_FORMAT, "text", "xml");
        add(Setting.CHECK_WITHIN, "60", "4");
        add(Setting.SCHEDULE, "@daily", "@dayly");
    }

    private void server() throws IOException {
        Consumer<Taken> answers = taken ->
                assertThat(taken.connections().clearml().claims().identity()).isPresent();
        add(
                Setting.API_HOST,
                Map.of(Setting.API_HOST.key(), server.url()),
                Map.of(Setting.API_HOST.key(), "htp:/nowhere"),
                answers);
        add(
                Setting.API_ACCESS_KEY,
                Map.of(Setting.API_ACCESS_KEY.key(), server.systemUser().accessKey()),
                Map.of(Setting.API_ACCESS_KEY.key(), "NOBODY"),
                answers);
        add(
                Setting.API_SECRET_KEY,
                Map.of(
                        Setting.API_SECRET_KEY.key(),
                        server.systemUser().secretKey().reveal()),
                Map.of(Setting.API_SECRET_KEY.key(), "wrong"),
                answers);
        add(
                Setting.API_VERIFY,
                Map.of(Setting.API_VERIFY.key(), "false"),
                Map.of(Setting.API_VERIFY.key(), "/nowhere.pem"),
                answers);
        Map<String, String> toServer = Map.of(
                Setting.TO.key(), "api-server",
                Setting.TEMPLATE.key(), "service_instance_lifecycle",
                Setting.JOURNAL.key(), folder.resolve("journal").toString());
        add(
                Setting.TO,
                toServer,
                Map.of(Setting.TO.key(), "redis"),
                taken -> assertThat(taken.settings().isToKafka()).isFalse());
        Consumer<Taken> opens = taken -> {
            try (var journal = taken.connections().events().journal("monitor", "")) {
                assertThat(journal.restore()).isEmpty();
            }
        };
        add(Setting.TEMPLATE, toServer, Map.of(Setting.TO.key(), "api-server"), opens);
        add(Setting.JOURNAL, toServer, Map.of(Setting.TO.key(), "api-server"), opens);
    }

    private void kafka(HeldCertificate broker, HeldCertificate client) throws IOException {
        add(Setting.KAFKA_HOST, "[" + kafka.plainAddress() + "]", "nowhere");
        Map<String, String> login = Map.of(
                Setting.KAFKA_HOST.key(),
                kafka.loginAddress(),
                Setting.KAFKA_PROTOCOL.key(),
                "SASL_PLAINTEXT",
                Setting.KAFKA_MECHANISM.key(),
                "PLAIN",
                Setting.KAFKA_USER.key(),
                EmbeddedKafka.USER,
                Setting.KAFKA_PASSWORD.key(),
                EmbeddedKafka.PASSWORD);
        Consumer<Taken> loggedIn =
                taken -> assertThat(taken.kafka().protocol()).isEqualTo(KafkaSettings.Protocol.SASL_PLAINTEXT);
        add(Setting.KAFKA_PROTOCOL, login, but(login, Setting.KAFKA_PROTOCOL, "HTTP"), loggedIn);
        add(Setting.KAFKA_MECHANISM, login, but(login, Setting.KAFKA_MECHANISM, "MD5"), loggedIn);
        add(Setting.KAFKA_USER, login, but(login, Setting.KAFKA_USER, "nobody"), loggedIn);
        add(Setting.KAFKA_PASSWORD, login, but(login, Setting.KAFKA_PASSWORD, "wrong"), loggedIn);
        tokens(but(login, Setting.KAFKA_MECHANISM, "OAUTHBEARER"), broker);
        tls(broker, client);
        add(Setting.LIFECYCLE_TOPIC, "other-lifecycle", "absent", "other-lifecycle", KafkaSettings::lifecycleTopic);
        add(Setting.INVENTORY_TOPIC, "other-inventory", "absent", "other-inventory", KafkaSettings::inventoryTopic);
        add(Setting.STATE_TOPIC, "other-state", "absent", "other-state", KafkaSettings::stateTopic);
        add(Setting.COMPRESSION, "zstd", "rar", KafkaSettings.Compression.ZSTD, KafkaSettings::compression);
        add(Setting.MAX_REQUEST_BYTES, "2048", "10", 2048, KafkaSettings::maxRequestBytes);
        add(Setting.DELIVERY_TIMEOUT, "30", "0", TIME, KafkaSettings::deliveryTimeout);
        add(Setting.TRANSACTION_TIMEOUT, "30", "901", TIME, KafkaSettings::transactionTimeout);
        add(Setting.RESTORE_TIMEOUT, "30", "0");
        add(Setting.SKIP_UNREADABLE_STATE, "true", "yes");
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("tenant.appeared.j2"), "{{ tenant }}");
        add(
                Setting.TEMPLATES,
                Map.of(Setting.TEMPLATES.key(), templates.toString()),
                Map.of(Setting.TEMPLATES.key(), "/nowhere"),
                taken -> assertThat(taken.connections().events().kafka().templates())
                        .isPresent());
        add(Setting.SNAPSHOT_ID, "fixed", "");
        add(
                Setting.CREATE_TOPICS,
                Map.of(
                        Setting.CREATE_TOPICS.key(), "true",
                        Setting.TOPIC_REPLICAS.key(), "1",
                        Setting.STATE_TOPIC.key(), "made-at-the-start"),
                Map.of(Setting.CREATE_TOPICS.key(), "false", Setting.STATE_TOPIC.key(), "never-made"),
                taken ->
                        assertThat(taken.settings().flag(Setting.CREATE_TOPICS)).isTrue());
        add(Setting.TOPIC_PARTITIONS, "2", "0");
        add(Setting.TOPIC_REPLICAS, "1", "0");
    }

    private void tokens(Map<String, String> login, HeldCertificate provider) throws IOException {
        Map<String, String> right = new HashMap<>(login);
        right.put(Setting.TOKEN_ENDPOINT.key(), "https://127.0.0.1:1/token");
        right.put(Setting.TOKEN_SCOPE.key(), "kafka");
        right.put(Setting.TOKEN_TRUST_STORE.key(), file("provider.pem", provider.certificatePem()));
        Consumer<Taken> taken =
                one -> assertThat(one.kafka().mechanism()).isEqualTo(KafkaSettings.Mechanism.OAUTHBEARER);
        add(Setting.TOKEN_ENDPOINT, right, but(login, Setting.TOKEN_ENDPOINT, "login.example.com"), taken);
        add(Setting.TOKEN_SCOPE, right, Map.of(Setting.TOKEN_SCOPE.key(), "kafka"), taken);
        add(Setting.TOKEN_TRUST_STORE, right, Map.of(Setting.TOKEN_TRUST_STORE.key(), "/nowhere"), taken);
        unchecked(Setting.TOKEN_ENDPOINT);
        unchecked(Setting.TOKEN_SCOPE);
        unchecked(Setting.TOKEN_TRUST_STORE);
    }

    private void tls(HeldCertificate broker, HeldCertificate client) throws IOException {
        Map<String, String> right = Map.of(
                Setting.KAFKA_HOST.key(),
                kafka.tlsAddress(),
                Setting.KAFKA_PROTOCOL.key(),
                "SSL",
                Setting.TRUST_STORE.key(),
                file("ca.pem", broker.certificatePem()),
                Setting.KEY_STORE.key(),
                file("key.pem", client.privateKeyPkcs8Pem()),
                Setting.KEY_CERTIFICATES.key(),
                file("certificates.pem", client.certificatePem()));
        Consumer<Taken> encrypted =
                taken -> assertThat(taken.kafka().protocol()).isEqualTo(KafkaSettings.Protocol.SSL);
        String strangers = file("stranger.pem", certificate().certificatePem());
        add(Setting.TRUST_STORE, right, but(right, Setting.TRUST_STORE, strangers), encrypted);
        add(Setting.KEY_STORE, right, but(right, Setting.KEY_STORE, "/nowhere.pem"), encrypted);
        add(Setting.KEY_CERTIFICATES, right, Map.of(Setting.KEY_CERTIFICATES.key(), strangers), encrypted);
        add(
                Setting.KEY_PASSWORD,
                but(right, Setting.KEY_PASSWORD, "password"),
                Map.of(Setting.KEY_PASSWORD.key(), "password"),
                taken -> assertThat(taken.settings().secret(Setting.KEY_PASSWORD))
                        .isPresent());
        // The key here has none.
        unchecked(Setting.KEY_PASSWORD);
    }

    private static Map<String, String> but(Map<String, String> all, Setting setting, String value) {
        Map<String, String> changed = new HashMap<>(all);
        changed.put(setting.key(), value);
        return changed;
    }

    // The check of the pod emitters is tried with a kubeconfig by MonitorsTest, and with a real API server by the
    // chart's tests.
    private void pods() {
        add(
                Setting.NAMESPACE,
                Map.of(Setting.NAMESPACE.key(), "team-a, team-b"),
                Map.of(Setting.NAMESPACE.key(), ","),
                taken -> assertThat(taken.connections().pods())
                        .hasToString(PodQuery.inNamespaces(List.of("team-a", "team-b"))
                                .toString()));
        add(
                Setting.NAMESPACE_LABELS,
                Map.of(Setting.NAMESPACE_LABELS.key(), "team=a"),
                Map.of(Setting.NAMESPACE_LABELS.key(), "team=a", Setting.NAMESPACE.key(), "team-a"),
                taken -> assertThat(taken.connections().pods())
                        .hasToString(PodQuery.inNamespacesWithLabels("team=a").toString()));
        add(Setting.CLUSTER, "west", "");
        add(Setting.NODE_LABELS, "true", "yes");
        add(Setting.TENANT_LABEL, "tenant", "");
        add(Setting.TENANT_NAMESPACE_LABEL, "tenant", "");
        add(Setting.TENANT_LOOKUP, "true", "yes");
        add(Setting.TENANT_WAIT, "10", "601");
        add(
                Setting.TASK_DETAILS,
                Map.of(Setting.TASK_DETAILS.key(), "true"),
                Map.of(Setting.TASK_DETAILS.key(), "yes"),
                taken -> assertThat(taken.connections().tasks()).isPresent());
        add(Setting.PODS_MONITOR_UUID, "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1", " ");
        add(Setting.PODS_CHECK_INTERVAL, "5", "0");
        add(Setting.STILL_RUNNING_EVERY, "3600", "59");
        add(Setting.ACCEPT_CHANGED_SCOPE, "true", "yes");
        add(Setting.PODS_MONITOR_LEASE, "clearml/pods-monitor", "pods-monitor");
        for (Setting setting : Setting.values()) {
            if (setting.section() == Setting.Section.PODS) {
                Case one = of(setting);
                cases.put(
                        setting, new Case(EmitterCommand.PODS_MONITOR, one.right(), one.wrong(), one.effect(), false));
            }
        }
    }

    private void companies() {
        add(Setting.COMPANY_MONITOR_UUID, "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11", " ");
        add(Setting.COMPANY_CHECK_INTERVAL, "5", "0");
        add(Setting.COMPANY_INVENTORY_SOURCE, "company-inventory/west", "");
    }

    @Override
    public void close() {
        cluster.close();
        server.close();
        kafka.close();
    }
}
