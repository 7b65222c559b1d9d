package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.system.Feature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmValuesTest {

    private static final String CANARY = "canary-0123456789abcdef";
    private static final UUID ID = UUID.fromString("5f0c9d58-3c0e-4b0a-9b86-0d0a6a0b7f11");

    // Hashing passwords takes its time.
    private static final HelmValues EVERYTHING = everything().build();

    private static ServerValuesBuilder everything() {
        return HelmValues.clearmlEnterprise("11.0.2")
                .imageCredentials(Secret.of(CANARY + "-image"))
                .baseDomain("ml.example.com")
                .tlsSecretName("ml-tls")
                .generateCredentials()
                .apiserverCredentials("MY-ACCESS-KEY-01", Secret.of(CANARY + "-apiserver"))
                .fixedUsers(
                        FixedUser.admin("root", Secret.of(CANARY + "-root"), "The \"root\" of all"),
                        FixedUser.of("ann", Secret.of(CANARY + "-ann"), "Ann"))
                .features(Feature.USER_MANAGEMENT_ADVANCED)
                .uniqueCompanyNames()
                .groupFeatures("users", List.of())
                .group(new ServerGroup("ds", ID, "Data Scientists", List.of(Feature.REPORTS), true))
                .customEvents(CustomEvents.builder()
                        .kafkaHosts("kafka-1:9093", "kafka-2:9093")
                        .sasl("SASL_SSL", "PLAIN", "clearml", Secret.of(CANARY + "-kafka"))
                        .topics("life", "stock")
                        .templateFolder("/templates")
                        .build())
                .externalElasticsearch("es-1:9200")
                .externalMongodb(
                        Secret.of("mongodb://u:" + CANARY + "@m:27017/auth"),
                        Secret.of("mongodb://u:" + CANARY + "@m:27017/backend"))
                .externalRedis("redis", 6379)
                .clearmlApplications(true)
                .apiserver(api -> api.extraEnv("MORE", "yes").extraEnv("SECRET", Secret.of(CANARY + "-env")))
                .fileserver(files -> files.serviceType("NodePort"))
                .webserver(
                        web -> web.additionalConfig("configuration.json", Secret.of("{\"key\": \"" + CANARY + "\"}")))
                .set("usageAggregator.enabled", true)
                .set("usageAggregator.externalServices.mongodbConnectionString", Secret.of("mongodb://" + CANARY));
    }

    private static CustomEventsValuesBuilder events() {
        return HelmValues.clearmlCustomEvents()
                .imageCredentials(Secret.of(CANARY + "-image"))
                .apiServer(URI.create("https://api.ml.example.com"), "MY-ACCESS-KEY-01", Secret.of(CANARY + "-api"))
                .podsMonitorUUID(ID)
                .checkInterval(Duration.ofMinutes(1))
                .podsInventory("0 3 * * *")
                .companyInventory("@hourly");
    }

    @Test
    void what_a_builder_writes_the_check_passes() {
        for (HelmValues values : List.of(
                EVERYTHING,
                events().build(),
                HelmValues.clearml("7.0.0")
                        .baseDomain("e.com")
                        .tlsSecretName("tls")
                        .build(),
                HelmValues.clearml("4.0.0")
                        .baseDomain("e.com")
                        .tlsSecretName("tls")
                        .build(),
                HelmValues.clearml("5.3.1").externalRedis("redis", 6379).build(),
                HelmValues.clearml("7.14.4").existingSecret("clearml-conf").build())) {
            HelmValues read = HelmValues.parse(values.chart(), values.toYaml());

            assertThat(read.check().findings()).as(values.toString()).isEmpty();
            assertThat(read.toYaml()).isEqualTo(values.toYaml());
        }
    }

    @Test
    void the_same_values_always_give_the_same_text() {
        HelmValues values = EVERYTHING;

        assertThat(values.toYaml()).isEqualTo(values.toYaml());
        assertThat(events().build().toYaml()).isEqualTo(events().build().toYaml());
    }

    @Test
    void what_is_generated_differs_each_time_and_has_16_bytes_at_least() {
        HelmValues one = HelmValues.clearml("7.14.4").build();
        HelmValues other = HelmValues.clearml("7.14.4").build();

        CredentialKeys.of(one.chart()).all().forEach(path -> {
            String text = one.secret(path).orElseThrow().reveal();
            assertThat(text)
                    .as(path)
                    .hasSizeGreaterThanOrEqualTo(32)
                    .isNotEqualTo(other.secret(path).orElseThrow().reveal());
        });
    }

    @Test
    void keys_of_an_earlier_file_stay_but_public_ones_do_not() {
        HelmValues earlier = HelmValues.parse(Chart.clearml("7.14.4"), """
                clearml:
                  apiserverKey: MY-ACCESS-KEY-01
                  apiserverSecret: my-secret-of-the-apiserver
                  testUserKey: ENP39EQM4SLACGD5FXB7
                  testUserSecret: lPcm0imbcBZ8mwgO7tpadutiS3gnJD05x9j7afwXPS35IKbpiQ
                """);

        HelmValues values = HelmValues.clearml("7.14.4").credentialsOf(earlier).build();

        assertThat(values.secret("clearml.apiserverKey")).contains(Secret.of("MY-ACCESS-KEY-01"));
        assertThat(values.secret("clearml.apiserverSecret")).contains(Secret.of("my-secret-of-the-apiserver"));
        assertThat(values.secret("clearml.testUserKey"))
                .isPresent()
                .isNotEqualTo(earlier.secret("clearml.testUserKey"));
        assertThat(values.check().findings()).isEmpty();
        assertThat(HelmValues.clearml("7.14.4").credentialsOf(values).build().toYaml())
                .isEqualTo(values.toYaml());
    }

    @Test
    void passwords_of_fixed_users_are_written_as_base64_of_their_bcrypt_hash() {
        HelmValues values = EVERYTHING;
        Config users = ConfigFactory.parseString(file(values, "apiserver.conf"));

        assertThat(users.getBoolean("auth.fixed_users.enabled")).isTrue();
        assertThat(users.getBoolean("auth.fixed_users.pass_hashed")).isTrue();
        Config root = users.getConfigList("auth.fixed_users.users").get(0);
        assertThat(root.root().keySet()).containsExactlyInAnyOrder("username", "password", "name", "admin");
        assertThat(root.getString("name")).isEqualTo("The \"root\" of all");
        byte[] hash = Base64.getDecoder().decode(root.getString("password"));
        assertThat(BCrypt.verifyer()
                        .verify((CANARY + "-root").getBytes(java.nio.charset.StandardCharsets.UTF_8), hash)
                        .verified)
                .isTrue();
        assertThat(users.getConfigList("auth.fixed_users.users").get(1).hasPath("admin"))
                .isFalse();
        assertThat(values.toYaml()).doesNotContain(CANARY + "-root").contains("    apiserver.conf: |\n      auth {\n");
    }

    private static String file(HelmValues values, String name) {
        Map<String, Object> root = YamlFile.read("values", values.toYaml()).root();
        Map<?, ?> files =
                (Map<?, ?>) java.util.Objects.requireNonNull(ValuesTree.get(root, "apiserver.additionalConfigs"));
        return String.valueOf(files.get(name));
    }

    @Test
    void no_secret_prints() {
        HelmValues values = EVERYTHING;
        HelmValues read = HelmValues.parse(ENTERPRISE, values.toYaml());

        assertThat(values.toYaml()).contains(CANARY);
        assertThat(values + " " + read + " " + read.check().findings() + " " + events().build())
                .doesNotContain(CANARY)
                .doesNotContain("$2b$");
        assertThat(values.toString())
                .startsWith("# clearml-enterprise 11.0.2\n")
                .contains("  cookieDomain: ml.example.com\n", "  apiserverSecret: \"***\"\n", "name: SECRET\n");
        assertThat(FixedUser.of("ann", Secret.of(CANARY), "Ann").toString()).doesNotContain(CANARY);
        assertThat(CustomEvents.builder()
                        .kafkaHosts("k:9092")
                        .sasl("SASL_SSL", "PLAIN", "u", Secret.of(CANARY))
                        .build()
                        .toString())
                .isEqualTo("CustomEvents[[k:9092], SASL_SSL]");
    }

    @Test
    void no_finding_and_no_refusal_quotes_what_it_found() {
        Map<String, Object> wrong = YamlFile.read("values", EVERYTHING.toYaml()).root();
        // The canary instead of every text there is.
        ValuesTree.leaves("", wrong, (path, leaf) -> {
            if (!(leaf instanceof String) || path.contains("[") || path.contains("\"")) {
                return;
            }
            for (String value : List.of(CANARY, "<" + CANARY + ">", "x " + CANARY, "http://" + CANARY + ":1")) {
                Map<String, Object> root =
                        YamlFile.read("values", YamlText.of(wrong)).root();
                ValuesTree.put(root, path, value);
                HelmValues values = HelmValues.parse(ENTERPRISE, YamlText.of(root));
                if (!isShown(path)) {
                    assertThat(values.check().findings() + " " + values)
                            .as(path)
                            .doesNotContain(CANARY);
                } else if (!value.equals(CANARY)) {
                    // A text that can be a host name is reported as one.
                    assertThat(values.check().findings().toString()).as(path).doesNotContain(CANARY);
                }
            }
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlEnterprise()
                        .secureAuthTokenSecret(Secret.of("<" + CANARY + ">"))
                        .build())
                .withMessageContaining("clearml.secureAuthTokenSecret")
                .withMessageNotContaining(CANARY);
    }

    private static boolean isShown(String path) {
        return path.matches(".*(cookieDomain|hostName|tlsSecretName|type|redisHost)");
    }

    @Test
    void a_file_is_its_owners_only_and_takes_the_place_of_an_older_one(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/clearml-values.override.yaml");
        HelmValues values = EVERYTHING;

        values.writeTo(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        values.writeTo(file);

        assertThat(Files.readString(file)).isEqualTo(values.toYaml());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("deep"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_builder_refuses_what_the_check_would_not_pass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlEnterprise()
                        .imageCredentials(Secret.of("<CLEARML_DOCKERHUB_TOKEN>"))
                        .set("elasticsearch.enabled", false)
                        .build())
                .withMessageContaining("imageCredentials.password: a placeholder")
                .withMessageContaining("externalServices.elasticsearchConnectionString: not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HelmValues.clearml("7.14.4").clearmlApplications(true).build())
                .withMessageContaining("clearmlApplications: not a documented key of clearml 7.14.4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearml("7.14.4")
                        .fixedUsers(FixedUser.admin("root", Secret.of("a-password"), "Root"))
                        .build())
                .withMessageContaining("only the Enterprise server has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlEnterprise()
                        .existingSecret("conf")
                        .secureAuthTokenSecret(Secret.of(CANARY))
                        .build())
                .withMessageContaining("clearml.existingSecret: set together with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlCustomEvents().build())
                .withMessageContaining("podsMonitorUUID: empty")
                .withMessageContaining("apiServerUrlReference: not set");
    }

    @Test
    void what_can_never_work_is_refused_at_once_by_its_field() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearml("3.10.5"))
                .withMessageStartingWith("version: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearml("latest"))
                .withMessage("version: must be like 7.14.4");
        ServerValuesBuilder builder = HelmValues.clearmlEnterprise();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.baseDomain("https://e.com"))
                .withMessageStartingWith("cookieDomain: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.apiserver(api -> api.ingress("a b")))
                .withMessageStartingWith("hostName: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.tlsSecretName("tls"))
                .withMessageStartingWith("tlsSecretName: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.externalElasticsearch("es"))
                .withMessageStartingWith("externalElasticsearch: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.externalRedis("redis", 0))
                .withMessage("port: must be from 1 to 65535, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.groupFeatures("a__b", List.of()))
                .withMessageStartingWith("group: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerGroup("users", ID, "Users", List.of(), true))
                .withMessageStartingWith("group: users is built in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set("a.b", new Object()))
                .withMessageStartingWith("a.b: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.imageCredentials(Secret.of(" ")))
                .withMessage("imageCredentials: must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.apiserver(api -> api.extraEnv("A B", "x")))
                .withMessageStartingWith("name: ");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.apiserver(api -> api.extraEnv("A", "x").extraEnv("A", "y")))
                .withMessage("name: A is set already");
    }

    @Test
    void users_that_could_not_log_in_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedUser.of("a:b", Secret.of("x"), "A"))
                .withMessageStartingWith("username: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedUser.of("ann", Secret.of("p\u00e4ssword"), "A"))
                .withMessageStartingWith("password of ann: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedUser.of("ann", Secret.of("x".repeat(72)), "A"))
                .withMessageStartingWith("password of ann: ");
        assertThat(HelmValues.clearmlEnterprise()
                        .fixedUsers(FixedUser.of("ann", Secret.of("x".repeat(71)), "A"))
                        .build()
                        .check()
                        .findings())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FixedUser.of("ann", Secret.of("x"), " "))
                .withMessageStartingWith("name of ann: ");
    }

    @Test
    void custom_events_that_could_not_be_sent_are_refused() {
        CustomEvents.Builder builder = CustomEvents.builder();

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageStartingWith("kafkaHosts: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.kafkaHosts("kafka"))
                .withMessageStartingWith("kafkaHosts: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.securityProtocol("SASL_SSL"))
                .withMessageStartingWith("securityProtocol: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sasl("SSL", "PLAIN", "u", Secret.of("p")))
                .withMessageStartingWith("protocol: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sasl("SASL_SSL", "GSSAPI", "u", Secret.of("p")))
                .withMessageStartingWith("mechanism: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlEnterprise()
                        .customEvents(builder.kafkaHosts("k:9092")
                                .sasl("SASL_PLAINTEXT", "PLAIN", "u", Secret.of(CANARY))
                                .build())
                        .build())
                .withMessageContaining("sends the password unencrypted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events().checkInterval(Duration.ofMillis(1500)))
                .withMessageStartingWith("checkInterval: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events().podsInventory("daily"))
                .withMessageStartingWith("podsInventory: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events().apiServer(URI.create("api.e.com"), "k", Secret.of("s")))
                .withMessageStartingWith("url: ");
    }

    @Test
    void a_configuration_of_ones_own_is_not_lost_to_the_fixed_users() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmValues.clearmlEnterprise()
                        .apiserver(api -> api.additionalConfig("apiserver.conf", Secret.of("a: 1")))
                        .fixedUsers(FixedUser.of("ann", Secret.of("x"), "Ann"))
                        .build())
                .withMessageStartingWith("additionalConfig: apiserver.conf");
    }
}
