package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EVENTS;
import static io.clearmladmin.helm.Checking.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomEventsChartRulesTest {

    private static final String UUID = "0b3a7a0e-6f3b-4ed0-8a51-6ad7f5a3c9d2";
    private static final String WHOLE = """
            global:
              clearml: {apiServerUrlReference: "https://api.e.com", apiServerKey: KEY, apiServerSecret: mine-and-mine}
            clearml-pods-monitor-exporter: {checkIntervalSeconds: 60, podsMonitorUUID: "%s"}
            clearml-pods-inventory: {cronJob: {schedule: "@daily"}}
            """.formatted(UUID);

    @Test
    void whole_values_are_right() {
        assertThat(check(EVENTS, WHOLE)).isEmpty();
    }

    @Test
    void an_empty_uuid_is_reported() {
        assertThat(check(EVENTS, WHOLE.replace(UUID, "")))
                .containsExactly("HIGH pods-monitor-uuid clearml-pods-monitor-exporter.podsMonitorUUID");
        assertThat(check(EVENTS, WHOLE.replace(UUID, "cluster-1")))
                .containsExactly("MEDIUM pods-monitor-uuid clearml-pods-monitor-exporter.podsMonitorUUID");
    }

    @Test
    void a_uuid_of_two_clusters_is_reported() {
        HelmValues one = HelmValues.parse(EVENTS, WHOLE);
        HelmValues same = HelmValues.parse(EVENTS, WHOLE.replace(UUID, UUID.toUpperCase(java.util.Locale.ROOT)));
        HelmValues other = HelmValues.parse(EVENTS, WHOLE.replace("0b3a", "0b3b"));

        assertThat(HelmValues.checkTogether(List.of(one, other)).findings()).isEmpty();
        assertThat(HelmValues.checkTogether(List.of(one, other, same)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo("pods-monitor-uuid");
                    assertThat(finding.where()).isEqualTo("values:3");
                });
    }

    @Test
    void what_is_needed_to_log_in_is_reported() {
        assertThat(check(EVENTS, "clearml-pods-monitor-exporter: {podsMonitorUUID: " + UUID + "}"))
                .containsExactly(
                        "HIGH api-server global.clearml.apiServerUrlReference",
                        "HIGH api-server global.clearml.apiServerKey",
                        "HIGH api-server global.clearml.apiServerSecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.e.com", "ftp://api.e.com", "https://", "https://user:password@api.e.com", "a b"})
    void what_is_not_an_address_is_reported(String address) {
        assertThat(check(EVENTS, WHOLE.replace("https://api.e.com", address)))
                .containsExactly("HIGH api-server global.clearml.apiServerUrlReference");
    }

    @Test
    void the_web_uis_address_is_reported() {
        assertThat(check(EVENTS, WHOLE.replace("https://api.", "https://app.")))
                .containsExactly("MEDIUM api-server global.clearml.apiServerUrlReference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "'60'", "often", "1.5"})
    void what_is_not_an_interval_is_reported(String interval) {
        assertThat(check(EVENTS, WHOLE.replace("checkIntervalSeconds: 60", "checkIntervalSeconds: " + interval)))
                .containsExactly("HIGH interval clearml-pods-monitor-exporter.checkIntervalSeconds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@dayly",
                "daily",
                "60 * * * *",
                "* * * *",
                "* * * * * *",
                "0 24 * * *",
                "0 0 0 * *",
                "0 0 * 13 *",
                "0 0 * * 7",
                "*/0 * * * *"
            })
    void what_is_not_a_schedule_is_reported(String schedule) {
        assertThat(check(EVENTS, WHOLE.replace("@daily", schedule)))
                .containsExactly("HIGH schedule clearml-pods-inventory.cronJob.schedule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@daily",
                "@midnight",
                "@hourly",
                "@weekly",
                "@monthly",
                "@yearly",
                "@annually",
                "@every 1h30m",
                "0 3 * * *",
                "*/15 0-6,22 1 JAN-MAR MON-FRI",
                "5 4 * * SUN",
                "0 0 ? * 0"
            })
    void what_a_cron_job_takes_is_right(String schedule) {
        assertThat(check(EVENTS, WHOLE.replace("@daily", schedule))).isEmpty();
    }

    @Test
    void schedules_of_the_servers_chart_are_looked_at_too() {
        assertThat(check(ENTERPRISE, "usageScripts: {companyLifecycle: {cronJob: {schedule: hourly}}}"))
                .containsExactly("HIGH schedule usageScripts.companyLifecycle.cronJob.schedule");
    }
}
