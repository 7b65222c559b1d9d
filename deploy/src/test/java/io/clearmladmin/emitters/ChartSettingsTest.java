package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.calls.CallListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart's pods are given is what the programs know. */
class ChartSettingsTest {

    private static final Set<String> OF_OTHERS = Set.of("JAVA_OPTS", "HTTPS_PROXY", "NODE");
    // A file of settings is another way; schedules are CronJobs'.
    private static final Set<Setting> NOT_OF_THE_CHART = Set.of(Setting.SETTINGS_FILE, Setting.SCHEDULE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.clearmladmin.emitters.Chart#right")
    void each_pod_starts_with_its_environment_and_arguments(Path values) throws IOException {
        List<ChartPod> pods = new ArrayList<>(ChartPod.of(Chart.objects(values)));
        pods.addAll(ChartPod.of(Chart.tests(values, folder)));
        assertThat(pods).hasSizeGreaterThan(1);
        for (ChartPod pod : pods) {
            Arguments arguments = Arguments.of(pod.arguments());
            Settings settings = SettingsReader.read(withFiles(pod), Optional.empty());
            assertThat(arguments.command().required(settings))
                    .as("%s: what must be set", pod.name())
                    .allMatch(setting -> settings.text(setting).isPresent());
            if (settings.isToKafka()) {
                assertThat(new KafkaOptions(settings).kafka().lifecycleTopic()).isNotEmpty();
            }
            if (arguments.command().needsApiServer(settings)) {
                assertThat(List.of(Setting.API_HOST, Setting.API_ACCESS_KEY, Setting.API_SECRET_KEY))
                        .as(pod.name())
                        .allMatch(setting -> settings.text(setting).isPresent());
            }
            try (Connections connections = new Connections(settings, new CallListener() {})) {
                assertThat(connections.pods().toString()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.clearmladmin.emitters.Chart#right")
    void each_name_in_an_environment_is_a_setting_and_each_file_on_a_volume_that_is_there(Path values) {
        for (ChartPod pod : ChartPod.of(Chart.objects(values))) {
            pod.environment().forEach((name, text) -> {
                assertThat(setting(name).isPresent() || OF_OTHERS.contains(name))
                        .as("%s is a setting", name)
                        .isTrue();
                if (text.startsWith("/")) {
                    requireSource(pod, text);
                }
            });
            assertThat(pod.mounts()).doesNotHaveDuplicates();
        }
    }

    // A Secret of the chart's own has that key; others, and ConfigMaps, are the installer's.
    private static void requireSource(ChartPod pod, String file) {
        JsonNode volume = volume(pod, file);
        String secret = volume.at("/secret/secretName").asText();
        if (secret.startsWith(Chart.RELEASE + "-")) {
            assertThat(Chart.object(pod.objects(), "Secret", secret).path("stringData"))
                    .as(file)
                    .anyMatch(text -> !text.asText().isEmpty());
            assertThat(Chart.object(pod.objects(), "Secret", secret)
                            .path("stringData")
                            .has(file.substring(file.lastIndexOf('/') + 1)))
                    .as(file)
                    .isTrue();
        }
    }

    // The setting of templates names the folder itself.
    private static JsonNode volume(ChartPod pod, String file) {
        return pod.volume(pod.mounts().contains(file) ? file + "/" : file);
    }

    @Test
    void every_setting_has_a_value_or_is_one_of_those_that_are_named_directly() throws IOException {
        Set<Setting> rendered = new TreeSet<>();
        for (Path values : Chart.right()) {
            if (!values.getFileName().toString().equals("settings.yaml")) {
                ChartPod.of(Chart.objects(values))
                        .forEach(pod -> pod.environment()
                                .keySet()
                                .forEach(name -> setting(name).ifPresent(rendered::add)));
            }
        }
        Set<Setting> direct = Chart.json(Chart.FOLDER.resolve("values.schema.json"))
                .at("/properties/settings/properties")
                .properties()
                .stream()
                .map(entry -> Setting.of(entry.getKey()).orElseThrow())
                .collect(Collectors.toSet());
        assertThat(direct).as("named directly, beside a value").doesNotContainAnyElementsOf(rendered);
        Set<Setting> all = new TreeSet<>(rendered);
        all.addAll(direct);
        all.addAll(NOT_OF_THE_CHART);
        assertThat(all).containsExactlyInAnyOrderElementsOf(Arrays.asList(Setting.values()));
    }

    @Test
    void numbers_of_settings_stay_numbers() {
        assertThat(ChartPod.of(Chart.objects(Chart.right("settings")), "pods-monitor")
                        .environment())
                .containsEntry("CLEARML_KAFKA_MAX_REQUEST_BYTES", "2097152")
                .containsEntry("CLEARML_KAFKA_SKIP_UNREADABLE_STATE", "true")
                .containsEntry("CLEARML_API_HOST_VERIFY_CERT", "false");
    }

    private static Optional<Setting> setting(String name) {
        return Setting.of(name).or(() -> Setting.ofFile(name));
    }

    /** The environment, with files that are there on this machine. */
    private Map<String, String> withFiles(ChartPod pod) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : pod.environment().entrySet()) {
            boolean isFile = entry.getValue().startsWith("/");
            environment.put(entry.getKey(), isFile ? file(entry.getValue()) : entry.getValue());
        }
        environment.keySet().removeAll(OF_OTHERS);
        return environment;
    }

    private String file(String path) throws IOException {
        Path there = folder.resolve(path.substring(1));
        Files.createDirectories(there.getParent());
        if (Files.notExists(there)) {
            Files.writeString(there, "content\n");
        }
        return there.toString();
    }
}
