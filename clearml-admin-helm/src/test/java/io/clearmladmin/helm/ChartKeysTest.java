package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of the public charts in which a key came or went, with the keys that its own history says it has. */
class ChartKeysTest {

    private static final Set<String> ABOUT_KEYS = Set.of("renamed-key", "unknown-key");

    static Stream<Chart> charts() {
        return Stream.of(Chart.Name.CLEARML, Chart.Name.CLEARML_AGENT, Chart.Name.CLEARML_SERVING)
                .flatMap(name -> ChartKeys.of(new Chart(name, Optional.empty())).orElseThrow().versions().stream()
                        .map(version -> new Chart(name, Optional.of(version.toString()))));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void nothing_is_said_of_a_key_that_stands_in_the_charts_own_values(Chart chart) {
        ChartKeys keys = ChartKeys.of(chart).orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>();
        keys.paths().stream().filter(path -> keys.isIn(path, chart)).forEach(path -> put(values, path));

        assertThat(aboutKeys(chart, KnownKeys.of(chart).orElseThrow(), values)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void every_key_that_a_version_lacks_is_reported(Chart chart) {
        ChartKeys keys = ChartKeys.of(chart).orElseThrow();
        KnownKeys known = KnownKeys.of(chart).orElseThrow();
        List<String> silent = new ArrayList<>();
        int lacked = 0;
        for (String path : keys.paths()) {
            if (keys.isIn(path, chart) || known.has(path)) {
                continue;
            }
            lacked++;
            Map<String, Object> values = new LinkedHashMap<>();
            put(values, path);
            if (aboutKeys(chart, known, values).isEmpty()) {
                silent.add(path);
            }
        }
        assertThat(lacked).isPositive();
        assertThat(silent).isEmpty();
    }

    /** A remedy that names a key names one that this version has: advice that breaks a server is worse than none. */
    @ParameterizedTest
    @MethodSource("charts")
    void no_advice_names_a_key_that_the_version_does_not_read(Chart chart) {
        ChartKeys keys = ChartKeys.of(chart).orElseThrow();
        for (String path : keys.paths()) {
            KeyHistory.of(chart, path)
                    .map(KeyHistory::remedy)
                    .filter(remedy -> remedy.startsWith("Write "))
                    .ifPresent(remedy -> assertThat(Stream.of(remedy.replaceFirst("^Write (.*) instead\\.$", "$1")
                                    .split(" and ", -1)))
                            .as(chart + " " + path)
                            .allMatch(advised -> keys.isIn(advised, chart)));
        }
    }

    private static List<String> aboutKeys(Chart chart, KnownKeys known, Map<String, Object> values) {
        Findings findings = new Findings("values", Map.of());
        KeyRules.check(new Values(chart, values), known, findings);
        return findings.all().stream()
                .filter(finding -> ABOUT_KEYS.contains(finding.check()))
                .map(Finding::toString)
                .collect(Collectors.toList());
    }

    // A path below which others stand already is one of them; names with dots are below what takes anything.
    private static void put(Map<String, Object> values, String path) {
        String parent = "";
        Map<String, Object> at = values;
        for (String name : path.split("\\.", -1)) {
            parent = parent.isEmpty() ? name : parent + "." + name;
            if (parent.equals(path)) {
                at.putIfAbsent(name, "x");
            } else {
                at = ValuesTree.map(values, parent(values, parent));
            }
        }
    }

    private static String parent(Map<String, Object> values, String path) {
        if (!(ValuesTree.get(values, path) instanceof Map<?, ?>)) {
            ValuesTree.put(values, path, new LinkedHashMap<String, Object>());
        }
        return path;
    }
}
