package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.list;
import static io.clearmladmin.testkit.Plainly.map;
import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.refused;
import static io.clearmladmin.testkit.Plainly.text;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.calls.FakeUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tenants of the fake have: name, templates, policies, workers; over real HTTP. */
class ResourcesOfTenantsTest {

    @RegisterExtension
    final FakeClearMlExtension server = FakeClearMlExtension.of(Edition.ENTERPRISE);

    @Test
    void a_tenant_is_renamed_by_its_admin_and_by_the_platform(FakeClearMl fake, ClearMl clearml) {
        String acme = fake.addCompany("Acme");
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, acme);
        FakeUser ann = fake.addUser("Ann", Role.USER, acme);
        try (ClearMl own = fake.connect(boss);
                ClearMl asAnn = fake.connect(ann)) {
            assertThat(write(own, "organization.update_company_name", Map.of("new_name", "Acme Ltd")))
                    .containsEntry("updated", 1);
            refused(
                    10,
                    () -> write(
                            own,
                            "organization.update_company_name",
                            Map.of("new_name", "x", "company", FakeClearMl.DEFAULT_COMPANY)));
            refused(20, () -> write(asAnn, "organization.update_company_name", Map.of("new_name", "x")));
        }
        assertThat(read(clearml, "system.company_info", Map.of("company", acme)))
                .containsEntry("name", "Acme Ltd");
        write(clearml, "organization.update_company_name", Map.of("new_name", "Acme Inc", "company", acme));
        assertThat(read(clearml, "tenants.get_tenant_info", Map.of("tenant", acme)))
                .containsEntry("name", "Acme Inc");
    }

    @Test
    void a_logo_may_not_be_too_large(ClearMl clearml) {
        Map<String, Object> logo = Map.of("data", "aGk=", "format", "base64");
        assertThat(write(clearml, "organization.update_company_logo", logo)).containsEntry("updated", 1);
        assertThat(write(clearml, "organization.update_company_logo", logo)).containsEntry("updated", 0);
        refused(
                12,
                () -> write(
                        clearml,
                        "organization.update_company_logo",
                        Map.of("data", "x".repeat(102_401), "format", "base64")));
        refused(12, () -> write(clearml, "organization.update_company_logo", Map.of("data", "x", "format", "gif")));
    }

    @Test
    void the_rest_of_the_organization_answers(ClearMl clearml) {
        assertThat(read(clearml, "organization.get_services", Map.of())).containsEntry("services", List.of());
        assertThat(read(clearml, "organization.get_project_company", Map.of("project", "p")))
                .containsEntry("company", FakeClearMl.DEFAULT_COMPANY);
        assertThat(read(
                        clearml,
                        "organization.get_project_workloads",
                        Map.of("projects", List.of("p"), "from_date", "a", "to_date", "b")))
                .containsOnlyKeys("projects");
        assertThat(read(clearml, "organization.allow_project_workloads", Map.of()))
                .containsEntry("allow", true);
        assertThat(read(clearml, "organization.get_ui_actions", Map.of())).containsKey("actions");
    }

    @Test
    void volume_templates_are_kept(FakeClearMl fake, ClearMl clearml) {
        Map<String, Object> template =
                Map.of("name", "data", "spec", Map.of("pvc", "p"), "tenants", List.of(FakeClearMl.DEFAULT_COMPANY));
        String id = text(write(clearml, "tenants.add_or_update_volume_template", template), "id");
        write(
                clearml,
                "tenants.add_or_update_volume_template",
                Plainly.with(template, Map.of("id", id, "description", "shared")));
        assertThat(list(read(clearml, "tenants.get_volume_templates", Map.of()), "volume_templates"))
                .containsExactly(Plainly.with(template, Map.of("id", id, "description", "shared")));
        refused(
                10,
                () -> write(
                        clearml,
                        "tenants.add_or_update_volume_template",
                        Plainly.with(template, Map.of("id", "nosuch"))));
        assertThat(write(clearml, "tenants.delete_volume_templates", Map.of("ids", List.of(id))))
                .containsEntry("deleted", 1);
    }

    @Test
    void global_variables_are_overridden_by_tenant(FakeClearMl fake, ClearMl clearml) {
        String acme = fake.addCompany("Acme");
        String id = text(
                write(clearml, "tenants.add_or_update_global_template_variable", Map.of("name", "zone", "value", "a")),
                "id");
        write(
                clearml,
                "tenants.set_tenant_variable_override",
                Map.of("tenant_id", acme, "variable_id", id, "override_value", "b"));
        assertThat(list(read(clearml, "tenants.get_global_template_variables", Map.of()), "global_template_variables"))
                .containsExactly(Map.of(
                        "id",
                        id,
                        "name",
                        "zone",
                        "value",
                        "a",
                        "overrides",
                        List.of(Map.of("tenant_id", acme, "override_value", "b"))));
        Map<String, Object> override = Map.of("tenant_id", acme, "variable_id", id);
        assertThat(write(clearml, "tenants.delete_tenant_variable_override", override))
                .containsEntry("deleted", 1);
        assertThat(write(clearml, "tenants.delete_tenant_variable_override", override))
                .containsEntry("deleted", 0);
        assertThat(write(clearml, "tenants.delete_global_template_variables", Map.of("ids", List.of(id))))
                .containsEntry("deleted", 1);
    }

    @Test
    void policies_lead_to_profiles_by_queues(FakeClearMl fake, ClearMl clearml) {
        refused(10, () -> write(clearml, "resources.create_policy", Map.of("name", "p", "user_group", "nosuch")));
        String id = text(
                write(clearml, "resources.create_policy", Map.of("name", "p", "user_group", "users", "limit", 8)),
                "id");
        write(clearml, "resources.update_policy", Map.of("id", id, "reservation", 2));
        assertThat(list(read(clearml, "resources.get_policies", Map.of()), "policies"))
                .containsExactly(Map.of(
                        "id",
                        id,
                        "name",
                        "p",
                        "user_group",
                        "users",
                        "user_group_name",
                        "users",
                        "limit",
                        8,
                        "reservation",
                        2,
                        "usage",
                        0));
        String queue = text(
                write(
                        clearml,
                        "resources.connect_policy_profile",
                        Map.of("policy", id, "profile", "1xA100", "queue_name", "a100")),
                "queue");
        assertThat(map(read(clearml, "queues.get_by_id", Map.of("queue", queue)), "queue"))
                .containsEntry("name", "a100");
        assertThat(list(read(clearml, "resources.get_policy_data", Map.of("id", id)), "profiles"))
                .containsExactly(Map.of("id", "1xA100", "policy", id, "queue", Map.of("id", queue, "name", "a100")));
        write(clearml, "resources.disconnect_policy_profile", Map.of("queue", queue));
        refused(701, () -> read(clearml, "queues.get_by_id", Map.of("queue", queue)));
        String other = text(
                write(
                        clearml,
                        "resources.connect_policy_profile",
                        Map.of("policy", id, "profile", "1xA100", "queue_name", "a100")),
                "queue");
        assertThat(list(read(clearml, "resources.get_resource_profiles", Map.of()), "profiles"))
                .hasSize(1);
        Map<String, String> move = Map.of("id", id, "user_group", "admins");
        assertThat(read(clearml, "resources.validate_move_policy", move)).containsEntry("tasks_to_dequeue", 0);
        assertThat(write(clearml, "resources.move_policy", move)).containsEntry("dequeued_tasks", 0);
        assertThat(list(read(clearml, "resources.get_policies", Map.of()), "policies"))
                .extracting(policy -> policy.get("user_group"))
                .containsExactly("admins");
        write(clearml, "resources.enable_policy_manager", Map.of());
        assertThat(read(clearml, "resources.get_resource_pools", Map.of())).containsEntry("pools", List.of());
        assertThat(write(clearml, "resources.delete_policy", Map.of("id", id)))
                .containsEntry("deleted_queues", List.of(other));
        refused(10, () -> read(clearml, "resources.get_policy_data", Map.of("id", id)));
    }

    @Test
    void workers_have_properties_and_thresholds(ClearMl clearml) {
        refused(1001, () -> read(clearml, "workers.get_runtime_properties", Map.of("worker", "w")));
        write(clearml, "workers.register", Map.of("worker", "w"));
        Map<String, Object> property = Map.of("key", "force", "value", "on", "expiry", 60);
        write(
                clearml,
                "workers.set_runtime_properties",
                Map.of("worker", "w", "runtime_properties", List.of(property)));
        assertThat(read(clearml, "workers.get_runtime_properties", Map.of("worker", "w")))
                .containsEntry("runtime_properties", List.of(property));
        write(clearml, "workers.set_resource_thresholds", Map.of("gpu_count", 4));
        assertThat(read(clearml, "workers.get_resource_thresholds", Map.of())).isEqualTo(Map.of("gpu_count", 4));
        write(clearml, "workers.cluster_report", Map.of("cluster", "c1"));
        write(clearml, "workers.cluster_unregister", Map.of("cluster", "c1"));
        refused(10, () -> write(clearml, "workers.cluster_unregister", Map.of("cluster", "c1")));
    }

    @Test
    void workers_are_returned_by_tenant_and_over_all(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, fake.addCompany("Acme"));
        write(clearml, "workers.register", Map.of("worker", "w0"));
        try (ClearMl own = fake.connect(boss)) {
            write(own, "workers.register", Map.of("worker", "w1"));
            assertThat(map(read(own, "workers.get_resource_usages", Map.of()), "total"))
                    .containsEntry("worker_count", 1);
            Map<String, Object> span = Map.of("from_date", 0, "to_date", 20, "interval", 10);
            assertThat(map(read(own, "workers.get_resource_history", span), "worker_count"))
                    .containsEntry("dates", List.of(0, 10_000))
                    .containsEntry("values", List.of(1, 1));
            assertThat(map(read(clearml, "tenants.get_resource_history", span), "worker_count"))
                    .containsEntry("values", List.of(2, 2));
        }
        assertThat(map(read(clearml, "tenants.get_resource_usages", Map.of()), "total"))
                .containsEntry("worker_count", 2);
        Plainly.File log = Plainly.download(
                fake.url() + "/tenants.download_events_log", fake.systemUser(), "tenant", boss.company());
        assertThat(log.text()).contains("worker w1 registered").doesNotContain("w0");
        assertThat(log.type()).startsWith("text/plain");
        assertThat(log.disposition()).startsWith("attachment");
        assertThat(Plainly.download(fake.url() + "/workers.download_events_log", fake.systemUser(), "x", "")
                        .text())
                .contains("worker w0 registered")
                .doesNotContain("w1");
    }

    @Test
    void a_tenant_with_workers_is_deleted_only_by_force(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, fake.addCompany("Acme"));
        try (ClearMl own = fake.connect(boss)) {
            write(own, "workers.register", Map.of("worker", "w1"));
        }
        Map<String, Object> tenant = Map.of("tenant", boss.company(), "name", "Acme");
        refused(10, () -> write(clearml, "tenants.delete_tenant", tenant));
        assertThat(map(write(clearml, "tenants.delete_tenant", Plainly.with(tenant, Map.of("force", true))), "running"))
                .containsEntry("connected_workers", 1);
        assertThat(list(read(clearml, "tenants.get_tenants", Map.of()), "tenants"))
                .hasSize(1);
    }
}
