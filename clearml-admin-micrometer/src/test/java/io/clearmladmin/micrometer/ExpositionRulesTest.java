package io.clearmladmin.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.ExpositionRules;
import org.junit.jupiter.api.Test;

/** What is against Prometheus' conventions is found, without promtool too. */
class ExpositionRulesTest {

    private static final String RIGHT = """
            # HELP jobs_total How many
            # TYPE jobs_total counter
            jobs_total{of="a"} 1.0
            jobs_total{of="b"} 1.0
            # HELP wait_seconds How long
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="1.0"} 1
            wait_seconds_bucket{le="+Inf"} 1
            wait_seconds_count 1
            wait_seconds_sum 0.5
            """;

    @Test
    void a_right_page_has_no_faults() throws Exception {
        assertThat(ExpositionRules.broken(RIGHT)).isEmpty();
        assertThat(ExpositionRules.promtool(RIGHT)).isEmpty();
        assertThat(ExpositionRules.metrics(RIGHT))
                .containsEntry("jobs_total", "counter")
                .containsEntry("wait_seconds", "histogram");
    }

    @Test
    void each_fault_is_named() {
        assertThat(broken("# HELP a A\n# TYPE a counter\na 1\n")).contains("end with _total");
        assertThat(broken("# HELP a_total A\n# TYPE a_total gauge\na_total 1\n"))
                .contains("end with _total");
        assertThat(broken("# TYPE a gauge\na 1\n")).contains("no HELP");
        assertThat(broken("a 1\n")).contains("no TYPE");
        assertThat(gauge("a_count")).contains("part of a histogram");
        assertThat(gauge("a_gauge")).contains("type in its name");
        assertThat(gauge("wait_ms")).contains("abbreviates");
        assertThat(gauge("wait_milliseconds")).contains("base unit");
        assertThat(gauge("wait_hours")).contains("base unit");
        assertThat(gauge("waitTime")).contains("camel case");
        assertThat(gauge("a{le=\"1\"}")).contains("label le");
        assertThat(gauge("a{ofWhat=\"1\"}")).contains("label ofWhat");
        assertThat(broken("# HELP a A\n# TYPE a gauge\na 1\na 2\n")).contains("twice");
    }

    private static String gauge(String sample) {
        String name = sample.replaceFirst("\\{.*", "");
        return broken("# HELP " + name + " A\n# TYPE " + name + " gauge\n" + sample + " 1\n");
    }

    private static String broken(String page) {
        return String.join("\n", ExpositionRules.broken(page));
    }
}
