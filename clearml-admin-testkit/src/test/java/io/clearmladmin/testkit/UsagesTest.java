package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.map;
import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.refused;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.calls.FakeUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Usages of the fake, from reported events to costs, over real HTTP. */
class UsagesTest {

    private static final Map<String, Object> DAYS = Map.of("from_date", "2026-01-01", "to_date", "2026-01-03");

    @RegisterExtension
    final FakeClearMlExtension server = FakeClearMlExtension.of(Edition.ENTERPRISE);

    private static void configure(ClearMl clearml) {
        Map<String, Object> gpu =
                Map.of("labels", Map.of("gpu1", Map.of("pricing", Map.of("price", 2, "units", 3600))));
        Map<String, Object> users = Map.of("count_strategy", "max", "type", "users", "unit_name", "user");
        write(clearml, "tenants.edit_usage_configuration", Map.of("events", Map.of("compute", gpu, "users", users)));
    }

    private static void report(
            ClearMl clearml, String category, String id, String tenant, String time, Object... usage) {
        Map<String, Object> event = Map.of(
                "id",
                id,
                "clearml_tenant",
                tenant,
                "timestamp_millis",
                Instant.parse(time).toEpochMilli(),
                (String) usage[0],
                usage[1]);
        write(clearml, "tenants.custom_events", Map.of("template_key", category, "events", List.of(event)));
    }

    private static Map<String, Object> category(Map<String, Object> answer, String name) {
        return map(map(answer, "categories"), name);
    }

    @Test
    void usages_are_summed_by_day_and_priced(FakeClearMl fake, ClearMl clearml) {
        configure(clearml);
        String acme = fake.addCompany("Acme");
        report(clearml, "compute", "e1", acme, "2026-01-01T00:00:00Z", "gpu1", 1800);
        report(clearml, "compute", "e2", acme, "2026-01-01T23:59:59Z", "gpu1", 1800);
        report(clearml, "compute", "e2", acme, "2026-01-01T23:59:59Z", "gpu1", 1800);
        report(clearml, "compute", "e3", acme, "2026-01-03T12:00:00Z", "gpu1", 900);
        report(clearml, "compute", "e4", acme, "2026-01-04T00:00:00Z", "gpu1", 900);
        Map<String, Object> answer =
                read(clearml, "tenants.get_tenant_usages", Plainly.with(DAYS, Map.of("tenant", acme)));
        assertThat(answer)
                .containsEntry("name", "Acme")
                .containsEntry("currency", "USD")
                .containsEntry("total_cost", 2.5);
        Map<String, Object> compute = category(answer, "compute");
        assertThat(compute)
                .containsEntry("dates", List.of("2026-01-01", "2026-01-02", "2026-01-03"))
                .containsEntry("usages", List.of(3600, 0, 900))
                .containsEntry("costs", List.of(2, 0, 0.5))
                .containsEntry("total_usage", 4500)
                .containsEntry("total_usage_type", "total")
                .containsEntry("free", false);
        assertThat(map(map(compute, "labels"), "gpu1"))
                .containsEntry("pricing", Map.of("price", 2, "units", 3600))
                .containsEntry("total_cost", 2.5);
        assertThat(category(answer, "users"))
                .as("a category without events")
                .containsEntry("usages", List.of(0, 0, 0))
                .containsEntry("type", "users")
                .containsEntry("free", true);
    }

    @Test
    void of_a_maximum_the_latest_counts(FakeClearMl fake, ClearMl clearml) {
        configure(clearml);
        String acme = fake.addCompany("Acme");
        report(clearml, "users", "e1", acme, "2026-01-01T01:00:00Z", "admins", 5);
        report(clearml, "users", "e2", acme, "2026-01-01T02:00:00Z", "admins", 4);
        report(clearml, "users", "e3", acme, "2026-01-02T02:00:00Z", "admins", 3);
        Map<String, Object> users = category(
                read(
                        clearml,
                        "tenants.get_tenant_usages",
                        Plainly.with(
                                DAYS, Map.of("tenant", acme, "categories", List.of("users"), "include_labels", false))),
                "users");
        assertThat(users)
                .containsEntry("usages", List.of(5, 3, 0))
                .containsEntry("total_usage", 3)
                .containsEntry("total_usage_type", "latest")
                .containsEntry("unit_name", "user")
                .doesNotContainKey("labels");
        refused(
                12,
                () -> write(
                        clearml,
                        "tenants.edit_usage_configuration",
                        Map.of("events", Map.of("users", Map.of("count_strategy", "mean")))));
    }

    @Test
    void tenants_are_added_up_and_distinguished(FakeClearMl fake, ClearMl clearml) {
        configure(clearml);
        String one = fake.addCompany("One");
        String two = fake.addCompany("Two");
        report(clearml, "compute", "e1", one, "2026-01-01T00:00:00Z", "gpu1", 3600);
        report(clearml, "compute", "e2", two, "2026-01-02T00:00:00Z", "gpu1", 7200);
        report(clearml, "compute", "e3", two, "2026-01-02T00:00:00Z", "gpu2", 7200);
        Map<String, Object> query = Plainly.with(
                DAYS,
                Map.of("tenants", List.of(one, two), "tenants_breakdown", true, "tenants_sub_category_label", "gpu1"));
        Map<String, Object> answer = read(clearml, "tenants.get_multitenant_usages", query);
        assertThat(answer).containsEntry("total_cost", 6);
        assertThat(category(answer, "compute")).containsEntry("usages", List.of(3600, 14_400, 0));
        assertThat(Plainly.list(answer, "tenants").get(1))
                .containsEntry("tenant_id", two)
                .containsEntry("tenant_name", "Two")
                .containsEntry("usages", List.of(0, 7200, 0))
                .containsEntry("total_cost", 4);
    }

    @Test
    void a_tenant_adds_labels_of_its_own(FakeClearMl fake, ClearMl clearml) {
        configure(clearml);
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, fake.addCompany("Acme"));
        try (ClearMl own = fake.connect(boss)) {
            Map<String, Object> label = Map.of("pricing", Map.of("price", 1, "units", 1));
            Map<String, Object> changed = write(
                    own,
                    "organization.edit_usage_configuration",
                    Map.of("events", Map.of("compute", Map.of("labels", Map.of("gpu1", label, "mine", label)))));
            Map<String, Object> labels = map(map(map(changed, "events"), "compute"), "labels");
            assertThat(map(labels, "gpu1"))
                    .containsEntry("read_only", true)
                    .containsEntry("pricing", Map.of("price", 2, "units", 3600));
            assertThat(map(labels, "mine")).containsEntry("read_only", false);
            report(own, "compute", "e1", boss.company(), "2026-01-01T00:00:00Z", "mine", 7);
            assertThat(read(own, "organization.get_tenant_usages", DAYS)).containsEntry("total_cost", 7);
            write(own, "organization.delete_usage_configuration", Map.of());
            assertThat(map(
                            map(map(read(own, "organization.get_usage_configuration", Map.of()), "events"), "compute"),
                            "labels"))
                    .containsOnlyKeys("gpu1");
            refused(20, () -> read(own, "tenants.get_usage_configuration", Map.of()));
        }
        assertThat(map(read(clearml, "tenants.get_usage_configuration", Map.of()), "pricing"))
                .containsEntry("currency", "USD");
    }

    @Test
    void the_metering_service_has_its_own_login_and_no_envelope(FakeClearMl fake, ClearMl clearml) throws Exception {
        configure(clearml);
        String acme = fake.addCompany("Acme");
        report(clearml, "compute", "e1", acme, "2026-01-01T00:00:00Z", "gpu1", 3600);
        String url = fake.meteringUrl() + "/get_usages";
        String key = fake.meteringUser().accessKey();
        String secret = fake.meteringUser().secretKey().reveal();
        String days = "\"from_date\":\"2026-01-01\",\"to_date\":\"2026-01-02\"";
        Plainly.File one = Plainly.download(url, key, secret, "{\"tenant\":\"" + acme + "\"," + days + "}");
        JsonNode tenant =
                new ObjectMapper().readTree(one.text()).path("tenants").path(0);
        assertThat(tenant.path("tenant").asText()).isEqualTo(acme);
        assertThat(tenant.path("total_cost").asInt()).isEqualTo(2);
        assertThat(tenant.path("categories").path("compute").path("usages")).hasSize(2);
        Plainly.File all = Plainly.download(url, key, secret, "{" + days + "}");
        assertThat(new ObjectMapper().readTree(all.text()).path("tenants")).hasSize(2);
        FakeUser system = fake.systemUser();
        Plainly.File refused =
                Plainly.download(url, system.accessKey(), system.secretKey().reveal(), "{" + days + "}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.type()).startsWith("text/plain");
        assertThat(fake.recordedCalls("get_usages")).hasSize(2);
        assertThat(Plainly.download(url, key, secret, "{}").status()).isEqualTo(400);
    }
}
