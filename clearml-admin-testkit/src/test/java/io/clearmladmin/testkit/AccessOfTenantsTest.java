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

/** Who may do what in a tenant of the fake: groups, rules, logins, vaults; over real HTTP. */
class AccessOfTenantsTest {

    @RegisterExtension
    final FakeClearMlExtension server = FakeClearMlExtension.of(Edition.ENTERPRISE);

    private static List<Map<String, Object>> groups(ClearMl clearml, String... ids) {
        return list(read(clearml, "permissions.get_user_groups", Map.of("groups", List.of(ids))), "groups");
    }

    @Test
    void the_built_in_groups_are_there_and_stay(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN);
        fake.addUser("Ann", Role.USER);
        assertThat(groups(clearml))
                .extracting(group -> group.get("id"))
                .containsExactly("users", "admins", "queue_admins");
        assertThat(groups(clearml)).allSatisfy(group -> assertThat(group).containsEntry("system", true));
        assertThat(list(groups(clearml, "users").get(0), "users")).hasSize(2);
        assertThat(list(groups(clearml, "admins").get(0), "users"))
                .extracting(user -> user.get("id"))
                .containsExactly(boss.id());
        assertThat(write(clearml, "permissions.delete_user_groups", Map.of("groups", List.of("users"))))
                .containsEntry("deleted", 0);
        refused(
                12,
                () -> write(
                        clearml,
                        "permissions.add_or_update_user_group",
                        Map.of("id", "admins", "users", List.of(boss.id()))));
    }

    @Test
    void a_group_gets_the_id_it_is_made_with_and_its_users_are_replaced(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER);
        FakeUser ben = fake.addUser("Ben", Role.USER);
        Map<String, Object> made = write(
                clearml,
                "permissions.add_or_update_user_group",
                Map.of("id", "g1", "name", "Vision", "users", List.of(ann.id())));
        assertThat(made).containsEntry("id", "g1").containsEntry("system", false);
        write(clearml, "permissions.add_or_update_user_group", Map.of("id", "g1", "users", List.of(ben.id())));
        assertThat(list(groups(clearml, "g1").get(0), "users"))
                .extracting(user -> user.get("name"))
                .containsExactly("Ben");
        refused(801, () -> write(clearml, "permissions.add_or_update_user_group", Map.of("name", "Vision")));
        refused(
                301,
                () -> write(
                        clearml,
                        "permissions.add_or_update_user_group",
                        Map.of("id", "g1", "users", List.of("nobody"))));
        assertThat(write(clearml, "permissions.delete_user_groups", Map.of("groups", List.of("g1", "g2"))))
                .containsEntry("deleted", 1);
    }

    @Test
    void groups_and_rules_are_those_of_the_own_tenant(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, fake.addCompany("Acme"));
        write(clearml, "permissions.add_or_update_user_group", Map.of("id", "g1", "name", "Vision"));
        write(clearml, "permissions.restore_default_access_rules", Map.of());
        try (ClearMl own = fake.connect(boss)) {
            assertThat(groups(own, "g1")).isEmpty();
            refused(
                    10,
                    () -> read(own, "sso.get_provider_configurations", Map.of("company", FakeClearMl.DEFAULT_COMPANY)));
            assertThat(list(read(own, "permissions.get_access_rules", Map.of()), "rules"))
                    .isEmpty();
            assertThat(list(read(own, "permissions.get_company_users", Map.of()), "users"))
                    .containsExactly(Map.of(
                            "id", boss.id(), "name", "Boss", "email", boss.id() + "@users.invalid", "role", "admin"));
        }
    }

    @Test
    void access_rules_are_made_changed_and_deleted(ClearMl clearml) {
        Map<String, Object> rule = Map.of(
                "name", "all queues",
                "description", "",
                "entity_type", "queue",
                "entity_id", "*",
                "access_permission", "read",
                "groups", List.of("users"));
        String id = text(write(clearml, "permissions.add_or_update_access_rule", rule), "id");
        write(
                clearml,
                "permissions.add_or_update_access_rule",
                Map.of("id", id, "access_permission", "read_write", "name", "n"));
        assertThat(list(read(clearml, "permissions.get_access_rules", Map.of()), "rules"))
                .containsExactly(Plainly.with(rule, Map.of("id", id, "access_permission", "read_write", "name", "n")));
        refused(
                12,
                () -> write(
                        clearml,
                        "permissions.add_or_update_access_rule",
                        Plainly.with(rule, Map.of("entity_type", "moon"))));
        assertThat(write(clearml, "permissions.delete_access_rules", Map.of("rules", List.of(id))))
                .containsEntry("deleted", 1);
        assertThat(write(clearml, "permissions.ensure_default_access_rules", Map.of()))
                .containsEntry("restored", 2);
        assertThat(read(clearml, "permissions.check_entity_access", Map.of("entity_type", "queue")))
                .isEmpty();
        assertThat(read(clearml, "permissions.get_entity_access_categories", Map.of()))
                .containsKey("categories");
    }

    @Test
    void identity_providers_are_configured_for_a_tenant(FakeClearMl fake, ClearMl clearml) {
        String acme = fake.addCompany("Acme");
        assertThat(list(read(clearml, "sso.get_supported_providers", Map.of()), "providers"))
                .extracting(provider -> provider.get("id"))
                .contains("keycloak", "saml");
        Map<String, Object> template = map(
                read(
                        clearml,
                        "sso.get_provider_configuration_template",
                        Map.of("provider", "keycloak", "well_known_url", "https://id.example/.well-known/openid")),
                "config_template");
        assertThat(template).containsKey("client_id").containsEntry("token_endpoint", "https://id.example/token");
        Map<String, Object> configuration = Map.of("id", "k1", "display_name", "Acme login", "client_id", "c");
        write(
                clearml,
                "sso.save_provider_configuration",
                Map.of("provider", "keycloak", "configuration", configuration, "company", acme));
        assertThat(list(read(clearml, "sso.get_provider_configurations", Map.of()), "configurations"))
                .isEmpty();
        assertThat(list(read(clearml, "sso.get_provider_configurations", Map.of("company", acme)), "configurations")
                        .get(0))
                .containsEntry("id", "k1")
                .containsEntry("display_name", "Acme login")
                .containsEntry("category", "oidc")
                .containsEntry("active", true);
        refused(
                86,
                () -> write(
                        clearml,
                        "sso.set_provider_configurations_active",
                        Map.of("ids", List.of("k1"), "active", false, "company", acme)));
        write(
                clearml,
                "sso.save_provider_configuration",
                Map.of("provider", "saml", "configuration", Map.of("id", "s1"), "company", acme));
        assertThat(write(
                        clearml,
                        "sso.set_provider_configurations_active",
                        Map.of("ids", List.of("k1"), "active", false, "company", acme)))
                .containsEntry("updated", 1);
        assertThat(write(clearml, "sso.delete_provider_configurations", Map.of("ids", List.of("k1"), "company", acme)))
                .containsEntry("deleted", 1);
        refused(
                12,
                () -> write(
                        clearml,
                        "sso.save_provider_configuration",
                        Map.of("provider", "nosuch", "configuration", Map.of())));
    }

    @Test
    void identity_providers_are_tried_out(FakeClearMl fake, ClearMl clearml) {
        assertThat(read(
                        clearml,
                        "sso.test_provider_configuration",
                        Map.of("provider", "okta", "configuration", Map.of("authorization_endpoint", "https://a"))))
                .containsEntry("redirect_url", "https://a");
        assertThat(read(
                        clearml,
                        "sso.get_oidc_provider_data_from_well_known_url",
                        Map.of("url", "https://id.example/.well-known/x")))
                .containsEntry("authorization_endpoint", "https://id.example/auth");
        FakeUser system = fake.systemUser();
        Plainly.File metadata = Plainly.download(
                fake.url() + "/sso.download_saml_sp_metadata",
                system.accessKey(),
                system.secretKey().reveal(),
                "{\"provider\":\"saml\",\"configuration\":{}}");
        assertThat(metadata.text()).startsWith("<EntityDescriptor");
    }

    @Test
    void vaults_hold_for_users_groups_and_all(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER);
        FakeUser ben = fake.addUser("Ben", Role.USER);
        write(
                clearml,
                "permissions.add_or_update_user_group",
                Map.of("id", "g1", "name", "Vision", "users", List.of(ann.id())));
        write(clearml, "users.add_or_update_vault", Map.of("vault", Map.of("data", "a: 1", "scope", "organization")));
        write(
                clearml,
                "users.add_or_update_vault",
                Map.of("vault", Map.of("data", "b: 1", "scope", "group"), "group", "g1"));
        try (ClearMl asAnn = fake.connect(ann);
                ClearMl asBen = fake.connect(ben)) {
            String own =
                    text(write(asAnn, "users.add_or_update_vault", Map.of("vault", Map.of("data", "c: 1"))), "vault");
            assertThat(list(read(asAnn, "users.get_vaults", Map.of()), "vaults"))
                    .extracting(vault -> vault.get("data"))
                    .containsExactly("a: 1", "b: 1", "c: 1");
            assertThat(list(read(asAnn, "users.get_vaults", Map.of()), "vaults").get(1))
                    .containsEntry("group_name", "Vision")
                    .containsEntry("editable", false)
                    .containsEntry("format", "hocon");
            assertThat(list(
                            read(asBen, "users.get_vaults", Map.of("enabled", true, "types", List.of("config"))),
                            "vaults"))
                    .hasSize(1);
            refused(21, () -> write(asBen, "users.delete_vaults", Map.of("vaults", List.of(own))));
            refused(
                    21,
                    () -> write(
                            asBen,
                            "users.add_or_update_vault",
                            Map.of("vault", Map.of("data", "d", "scope", "organization"))));
            write(
                    asAnn,
                    "users.add_or_update_vault",
                    Map.of("vault", Map.of("id", own, "enabled", false, "description", "mine")));
            assertThat(list(read(asAnn, "users.get_vaults", Map.of("enabled", false)), "vaults"))
                    .singleElement()
                    .satisfies(vault ->
                            assertThat(vault).containsEntry("data", "c: 1").containsEntry("user", ann.id()));
            assertThat(write(asAnn, "users.delete_vaults", Map.of("vaults", List.of(own, "nosuch"))))
                    .containsEntry("deleted", 1);
        }
        assertThat(list(read(clearml, "users.get_organization_vaults", Map.of()), "vaults"))
                .hasSize(2);
        assertThat(list(read(clearml, "users.get_vault_operations_log", Map.of()), "operations"))
                .extracting(entry -> entry.get("operation"))
                .containsExactly("create", "create", "create", "update", "delete");
        assertThat(read(clearml, "users.get_vault_operations_log_filters", Map.of()))
                .containsEntry("operations", List.of("create", "update", "delete"));
        refused(10, () -> write(clearml, "users.add_or_update_vault", Map.of("vault", Map.of("id", "nosuch"))));
    }

    @Test
    void an_invited_user_counts_as_accepted_once_there(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN, fake.addCompany("Acme"));
        try (ClearMl own = fake.connect(boss)) {
            write(
                    own,
                    "login.add_whitelist_entries",
                    Map.of("emails", List.of("ann@acme.example", "ben@acme.example")));
            String ann = text(
                    write(
                            clearml,
                            "auth.create_user",
                            Map.of("name", "Ann", "company", boss.company(), "email", "ann@acme.example")),
                    "id");
            List<Map<String, Object>> entries = list(read(own, "login.get_settings", Map.of()), "whitelist_entries");
            assertThat(entries.get(0))
                    .containsEntry("status", "accepted")
                    .containsEntry("user", Map.of("id", ann, "name", "Ann", "role", "user"));
            assertThat(entries.get(1)).containsEntry("status", "pending").doesNotContainKey("user");
            assertThat(write(
                            own,
                            "login.remove_whitelist_entries",
                            Map.of("emails", List.of("ann@acme.example", "ben@acme.example"))))
                    .containsEntry("removed", List.of("ben@acme.example"));
        }
    }

    @Test
    void the_last_login_by_key_is_returned_with_the_users(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER);
        FakeUser ben = fake.addUser("Ben", Role.USER);
        try (ClearMl asAnn = fake.connect(ann)) {
            read(asAnn, "users.get_current_user", Map.of());
        }
        Map<String, Object> query = Map.of("include_activity", true, "order_by", List.of("name"));
        List<Map<String, Object>> users = list(read(clearml, "users.get_all_ex", query), "users");
        assertThat(map(users.get(0), "activity")).containsKey("last_credentials_login");
        assertThat(users.get(1)).containsEntry("id", ben.id()).containsEntry("activity", Map.of());
    }
}
