package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What inventories and monitors of tenants did prints and serializes by the rules of all reports. */
class InventoryReportTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    private static InventoryReport report(
            int published, List<FailedTenant> failed, List<String> withoutFields, Optional<String> unclosed) {
        return new InventoryReport(START, published, failed, withoutFields, Duration.ofMillis(2210), unclosed);
    }

    @Test
    void a_whole_inventory_is_a_headline() {
        InventoryReport report = report(412, List.of(), List.of(), Optional.empty());
        assertThat(report.toText())
                .isEqualTo("Inventory of tenants at 2026-11-21T00:00:00Z: 412 tenants published, in 2210 ms\n")
                .isEqualTo(report.toString());
        assertThat(report.toJson()).isEqualTo("""
                {
                  "start" : "2026-11-21T00:00:00Z",
                  "complete" : true,
                  "published" : 412,
                  "failed" : [ ],
                  "without_fields" : [ ],
                  "duration_millis" : 2210
                }""");
    }

    @Test
    void what_is_not_published_comes_first_and_each_tenant_is_one_safe_line() {
        InventoryReport report = report(
                1,
                List.of(new FailedTenant("3f1c", "Vision\u001b[31m\nteam", "no answer")),
                List.of("5a20"),
                Optional.of("the broker is gone"));
        assertThat(report.toText()).isEqualTo("""
                Inventory of tenants at 2026-11-21T00:00:00Z: not closed, 1 failed, 1 tenant published, 1 without fields, in 2210 ms

                not closed      the end was not published: the broker is gone
                failed          3f1c 'Vision\\u001b[31m team': no answer
                without fields  5a20
                """);
        assertThat(report.toJson())
                .contains(
                        "\"complete\" : false", "\"reason\" : \"no answer\"", "\"unclosed\" : \"the broker is gone\"");
    }

    @Test
    void text_has_twenty_tenants_of_a_kind_at_most_and_JSON_all() {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "tenant-" + i).toList();
        InventoryReport report = report(30, List.of(), ids, Optional.empty());
        assertThat(report.toText()).contains("tenant-19\n", "and 10 more\n").doesNotContain("tenant-20");
        assertThat(report.toJson()).contains("\"tenant-29\"");
    }

    @Test
    void changes_of_tenants_have_a_line_for_each_event_and_failures_first() {
        Event event = new Event(
                "monitor-1",
                Event.Kind.LIFECYCLE,
                "tenant.activated",
                "3f1c",
                "tenant/3f1c",
                START,
                Map.of("name", "Vision"));
        CompanyChanges changes = new CompanyChanges(List.of(event), List.of(new FailedTenant("5a20", "", "no answer")));
        assertThat(changes.toText()).isEqualTo("""
                Changes of tenants: 1 failed, 1 event published

                failed     5a20: no answer
                published  tenant.activated of 3f1c at 2026-11-21T00:00:00Z
                """).isEqualTo(changes.toString());
        assertThat(changes.toJson())
                .contains(
                        "\"id\" : \"" + event.id() + "\"",
                        "\"type\" : \"tenant.activated\"",
                        "\"time\" : \"2026-11-21T00:00:00Z\"");
        assertThat(new CompanyChanges(List.of(), List.of())).hasToString("Changes of tenants: none\n");
    }
}
