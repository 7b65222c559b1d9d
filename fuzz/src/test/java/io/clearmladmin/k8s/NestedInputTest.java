package io.clearmladmin.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.fuzz.Bounded;
import io.clearmladmin.fuzz.NestedTexts;
import io.clearmladmin.helm.Chart;
import io.clearmladmin.helm.HelmValues;
import io.clearmladmin.helm.InvalidValuesException;
import io.clearmladmin.internal.hocon.Hocon;
import io.clearmladmin.kafka.EventDeserializer;
import io.clearmladmin.onboarding.InvalidSpecException;
import io.clearmladmin.onboarding.TenantSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is read from outside, in YAML, JSON or HOCON: a text that goes as deep as it can is read or refused, soon, with
 * bounded memory, and with a failure that the reader documents.
 */
class NestedInputTest {

    // All that was ever allocated: so much that it ends on a heap of that size too.
    private static final long MOST_BYTES = 512L << 20;
    private static final int SIZE = 100_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private final MockWebServer server = new MockWebServer();
    private String reply = "";
    private int status = 200;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse(status, Headers.of("Content-Type", "application/json"), reply);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What reads a text, and the one kind of failure that it may end in. */
    private record Reader(Class<? extends Exception> failure, Reading reading) {}

    private interface Reading {
        Object read(String text) throws Exception;
    }

    private Map<String, Reader> readers() {
        Map<String, Reader> readers = new LinkedHashMap<>();
        readers.put("a tenant's file", new Reader(InvalidSpecException.class, TenantSpec::parse));
        readers.put(
                "a map in a tenant's file",
                new Reader(
                        InvalidSpecException.class,
                        text -> TenantSpec.parse("name: n\ncustom_events_fields: " + text)));
        readers.put("HOCON, as clearml.conf is", new Reader(ConfigurationException.class, Hocon::read));
        readers.put("a value in HOCON", new Reader(ConfigurationException.class, text -> Hocon.read("a: " + text)));
        readers.put("a reply", new Reader(ClearMlException.class, this::call));
        readers.put("the data of a reply", new Reader(ClearMlException.class, text -> call(envelope(200, "{}", text))));
        readers.put(
                "the error of a reply", new Reader(ClearMlException.class, text -> call(envelope(400, text, "{}"))));
        readers.put("a token", new Reader(ClearMlException.class, text -> call(envelope(200, "{}", login(text)))));
        readers.put("pods", new Reader(KubernetesException.class, text -> list(200, text)));
        readers.put(
                "a pod",
                new Reader(
                        KubernetesException.class,
                        text -> list(
                                200,
                                "{\"kind\":\"PodList\",\"metadata\":{},\"items\":[{\"metadata\":" + text + "}]}")));
        readers.put("a refusal of Kubernetes", new Reader(KubernetesException.class, text -> list(403, text)));
        readers.put("a kubeconfig", new Reader(ConfigurationException.class, this::connect));
        readers.put(
                "users of a kubeconfig",
                new Reader(
                        ConfigurationException.class,
                        text -> connect("apiVersion: v1\nkind: Config\nclusters: []\nusers: " + text)));
        readers.put(
                "what a login plugin writes",
                new Reader(
                        PluginProcess.NoCredential.class,
                        text -> PluginCredential.of(text.getBytes(UTF_8), "client.authentication.k8s.io/v1")));
        readers.put("a record of Kafka", new Reader(SerializationException.class, NestedInputTest::record));
        readers.put(
                "a field of a record of Kafka",
                new Reader(SerializationException.class, text -> record("{\"fields\":" + text + "}")));
        Stream.of(
                        "%s",
                        "apiserver: %s",
                        "apiserver: {extraEnvs: [{name: CLEARML__APISERVER__X, value: '%s'}]}",
                        "apiserver: {additionalConfigs: {apiserver.conf: '%s'}}",
                        "{apiVersion: v2, kind: HelmRelease, spec: {values: %s}}",
                        "{apiVersion: v1, kind: HelmChart, spec: {valuesContent: '%s'}}")
                .forEach(place -> readers.put(
                        "values: " + place,
                        new Reader(InvalidValuesException.class, text -> values(place.replace("%s", text)))));
        return readers;
    }

    @TestFactory
    Stream<DynamicTest> it_is_read_or_refused_within_bounds() {
        return readers().entrySet().stream()
                .flatMap(reader -> NestedTexts.all(SIZE).entrySet().stream()
                        .map(text -> DynamicTest.dynamicTest(
                                reader.getKey() + ": " + text.getKey(),
                                () -> check(reader.getValue(), text.getValue()))));
    }

    @Test
    @Tag("long")
    void a_megabyte_of_it_never_fills_a_heap_of_half_a_gigabyte() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallHeap.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(jvm.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(folder.resolve("output"))).last().isEqualTo(SmallHeap.DONE);
    }

    /** A JVM with little memory that reads everything; an Error ends it. */
    static final class SmallHeap {

        static final String DONE = "everything was read or refused";

        private SmallHeap() {}

        public static void main(String[] folder) throws IOException {
            NestedInputTest test = new NestedInputTest();
            test.folder = Path.of(folder[0]);
            test.start();
            for (Map.Entry<String, Reader> reader : test.readers().entrySet()) {
                NestedTexts.all(1_000_000).forEach((name, text) -> {
                    System.out.println(reader.getKey() + ": " + name);
                    Bounded.run(() -> reader.getValue().reading().read(text));
                });
            }
            test.stop();
            System.out.println(DONE);
        }
    }

    private static void check(Reader reader, String text) {
        Bounded read = Bounded.run(() -> reader.reading().read(text));
        if (read.failure() != null) {
            assertThat(read.failure()).isInstanceOf(reader.failure());
            assertThat(read.failure().getMessage()).isNotBlank().hasSizeLessThan(4_000);
        }
        assertThat(read.bytes()).as("bytes").isLessThan(MOST_BYTES);
        assertThat(read.time()).isLessThan(MOST_TIME);
    }

    private static String envelope(int code, String error, String data) {
        return "{\"meta\":{\"id\":\"1\",\"trx\":\"t\",\"endpoint\":{\"name\":\"x\"},\"result_code\":" + code
                + ",\"result_subcode\":0,\"result_msg\":\"m\",\"error_stack\":null,\"error_data\":" + error
                + "},\"data\":"
                + data + "}";
    }

    private static String login(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "{\"token\":\"" + encoder.encodeToString("{}".getBytes(UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(UTF_8)) + ".s\"}";
    }

    private Object call(String body) {
        reply = body;
        try (ClearMl clearml = ClearMl.builder()
                .apiUrlUnchecked(server.url("/").toString())
                .credentials("KEY", "SECRET")
                .basicAuth()
                .maxAttempts(1)
                .build()) {
            return body.contains("\"token\"") ? clearml.claims() : clearml.call("users.get_all", Repeat.SAFE, Map.of());
        }
    }

    private static Object values(String yaml) {
        return HelmValues.parse(Chart.clearmlEnterprise(), yaml).check();
    }

    private Object list(int code, String body) {
        status = code;
        reply = body;
        try (Kubernetes kubernetes = Kubernetes.builder()
                .server(URI.create("http://127.0.0.1:" + server.getPort()))
                .token("t")
                .timeout(Duration.ofSeconds(8))
                .build()) {
            return kubernetes.pods().list(PodQuery.inNamespace("ns").withoutOldAgents());
        }
    }

    private Object connect(String kubeconfig) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), kubeconfig);
        try (Kubernetes kubernetes = Kubernetes.builder().kubeconfig(file).build()) {
            return kubernetes.toString();
        }
    }

    private static Object record(String value) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_source", "s",
                        "ce_kind", "lifecycle",
                        "ce_type", "t",
                        "ce_subject", "x",
                        "ce_time", "2026-11-21T09:00:00Z",
                        "content-type", "application/json")
                .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        try (EventDeserializer deserializer = new EventDeserializer()) {
            return String.valueOf(deserializer.deserialize("topic", headers, value.getBytes(UTF_8)));
        }
    }
}
