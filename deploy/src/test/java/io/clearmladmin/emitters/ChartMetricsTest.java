package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What watches the emitters asks for metrics that are there, and fires when it should. */
class ChartMetricsTest {

    private static final Path PAGES = Path.of("..", "docs", "emitters");
    private static final Pattern METRIC = Pattern.compile("\\b((?:clearml|jvm|process|kube)_[a-z_]+)\\b");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern PARTS = Pattern.compile("_(bucket|count|sum)$");
    // Of kube-state-metrics.
    private static final Set<String> OF_THE_CLUSTER = Set.of("kube_cronjob_status_last_successful_time");

    @TempDir
    Path folder;

    @Test
    void each_metric_that_alerts_and_dashboard_name_is_exposed() throws IOException {
        Set<String> exposed = LISTED.matcher(Files.readString(PAGES.resolve("metrics.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exposed).contains("clearml_healthy");
        exposed.addAll(OF_THE_CLUSTER);
        Set<String> named = new TreeSet<>();
        expressions()
                .forEach(expression -> METRIC.matcher(expression)
                        .results()
                        .map(found -> found.group(1))
                        .map(name -> exposed.contains(name)
                                ? name
                                : PARTS.matcher(name).replaceFirst(""))
                        .forEach(named::add));
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(exposed).as("docs/emitters/metrics.md").containsAll(named);
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.path("expr").asText()));
        for (JsonNode dashboard : dashboards()) {
            dashboard
                    .path("panels")
                    .forEach(panel -> panel.path("targets")
                            .forEach(target ->
                                    expressions.add(target.path("expr").asText())));
            dashboard
                    .at("/templating/list")
                    .forEach(variable ->
                            expressions.add(variable.at("/query/query").asText()));
        }
        return expressions;
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        Chart.object(Chart.objects(Chart.right("watched")), "PrometheusRule", Chart.RELEASE)
                .at("/spec/groups/0/rules")
                .forEach(rules::add);
        return rules;
    }

    private static List<JsonNode> dashboards() throws IOException {
        JsonNode map = Chart.object(Chart.objects(Chart.right("watched")), "ConfigMap", Chart.RELEASE + "-dashboard");
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        List<JsonNode> dashboards = new ArrayList<>();
        for (JsonNode text : map.path("data")) {
            dashboards.add(new ObjectMapper().readTree(text.asText()));
        }
        return dashboards;
    }

    @Test
    void each_dashboard_can_be_imported_beside_the_other_and_its_panels_do_not_overlap() throws IOException {
        List<JsonNode> dashboards = dashboards();
        assertThat(dashboards)
                .extracting(one -> one.path("uid").asText())
                .containsExactlyInAnyOrder("clearml-admin-emitters", "clearml-usage");
        for (JsonNode dashboard : dashboards) {
            Set<String> places = new TreeSet<>();
            Set<Integer> ids = new TreeSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode at = panel.path("gridPos");
                assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
                for (int x = at.path("x").asInt();
                        x < at.path("x").asInt() + at.path("w").asInt();
                        x++) {
                    for (int y = at.path("y").asInt();
                            y < at.path("y").asInt() + at.path("h").asInt();
                            y++) {
                        assertThat(places.add(x + "," + y))
                                .as(panel.path("title").asText())
                                .isTrue();
                    }
                }
                assertThat(panel.path("targets"))
                        .isNotEmpty()
                        .allSatisfy(target ->
                                assertThat(target.path("expr").asText()).contains("$namespace"));
            }
        }
    }

    @Test
    void each_alert_has_a_section_that_says_what_to_do() throws IOException {
        String page = Files.readString(PAGES.resolve("alerts.md"));
        assertThat(rules()).hasSizeGreaterThan(7).allSatisfy(rule -> {
            String alert = rule.path("alert").asText();
            assertThat(page).contains("\n## " + alert + "\n");
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .endsWith("docs/emitters/alerts.md#" + alert.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void promtool_takes_the_alerts_and_each_fires_when_it_should() throws Exception {
        Optional<Path> promtool = promtool();
        assumeTrue(promtool.isPresent(), "skipped: there is no promtool on this machine");
        JsonNode spec = Chart.object(Chart.objects(Chart.right("watched")), "PrometheusRule", Chart.RELEASE)
                .path("spec");
        // JSON is YAML.
        Files.writeString(folder.resolve("alerts.yaml"), spec.toString());
        Files.copy(Path.of("src", "test", "resources", "alerts-test.yaml"), folder.resolve("alerts-test.yaml"));
        run(promtool.orElseThrow(), "check", "rules", "alerts.yaml");
        run(promtool.orElseThrow(), "test", "rules", "alerts-test.yaml");
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void run(Path promtool, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
