package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.RouterToken;
import io.clearmladmin.auth.RouterTokenQuery;
import io.clearmladmin.auth.RouterTokenRequest;
import io.clearmladmin.auth.TaskTokenRequest;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.auth.UserTokenRequest;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.login.AddWhitelistEntries;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.server.ConfigQuery;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.AppVisibility;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.CreateCompany;
import io.clearmladmin.system.CreatedCompany;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tenants.CreateTenant;
import io.clearmladmin.tenants.CreatedTenant;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.tenants.CustomEventsResult;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.tenants.TenantInfoQuery;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.users.CreateProfile;
import io.clearmladmin.users.CurrentUserQuery;
import io.clearmladmin.users.RoleOption;
import io.clearmladmin.users.SetPreferences;
import io.clearmladmin.users.UpdateServiceUser;
import io.clearmladmin.users.UpdateUser;
import io.clearmladmin.users.UserQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The typed client against an Enterprise server: every endpoint once, and what it changes. */
class EnterpriseServerTest {

    @RegisterExtension
    final FakeClearMlExtension server = FakeClearMlExtension.of(Edition.ENTERPRISE);

    @Test
    void a_tenant_is_made_the_documented_older_way(FakeClearMl fake, ClearMl clearml) {
        CreatedCompany acme = clearml.system()
                .createCompany(CreateCompany.builder().name("Acme").build());
        String admin = clearml.auth()
                .createUser(CreateUser.builder()
                        .name("Ann")
                        .company(acme.id())
                        .email("ann@acme.example")
                        .role(Role.ADMIN)
                        .internal(true)
                        .build());
        assertThat(clearml.impersonating(admin)
                        .auth()
                        .createCredentials(CreateCredentials.builder()
                                .label("agent")
                                .expirationSec(3600)
                                .build())
                        .expire())
                .isPresent();
        assertThat(clearml.system()
                        .updateCompanySettings(CompanySettings.builder()
                                .company(acme.id())
                                .features(List.of(new Feature("applications")))
                                .allowedUsers(10)
                                .build()))
                .isEqualTo(1);
        assertThat(clearml.system().companyInfo(acme.id()).defaults()).containsEntry("allowed_users", 10);
        assertThat(clearml.system()
                        .getCompanies(CompanyQuery.builder().name("acme").build()))
                .extracting(Company::id)
                .containsExactly(acme.id());
        assertThat(fake.recordedCalls("system.create_company")).hasSize(1);
    }

    @Test
    void a_tenant_is_made_read_and_deleted_the_newer_way(ClearMl clearml) {
        CreatedTenant made = clearml.tenants()
                .createTenant(CreateTenant.builder()
                        .name("Acme")
                        .domain("acme.example")
                        .adminEmails(List.of("boss@acme.example"))
                        .maxUsers(5)
                        .build());
        assertThat(made.credentials().orElseThrow().secretKey().reveal()).isNotBlank();
        assertThat(clearml.tenants().addTenantAdminCredentials(made.id()).accessKey())
                .isNotBlank();
        assertThat(clearml.tenants().getTenants()).hasSize(2);
        assertThat(clearml.tenants()
                        .getTenantInfo(
                                TenantInfoQuery.builder().tenant(made.id()).build())
                        .users()
                        .orElseThrow()
                        .maxAllowed())
                .contains(5);
        assertThat(clearml.tenants().getTenantResources(made.id()).running()).containsEntry("tasks", 0L);
        assertThatThrownBy(() -> clearml.tenants()
                        .deleteTenant(DeleteTenant.builder()
                                .tenant(made.id())
                                .name("Other")
                                .build()))
                .isInstanceOf(BadRequestException.class);
        clearml.tenants()
                .deleteTenant(
                        DeleteTenant.builder().tenant(made.id()).name("Acme").build());
        assertThat(clearml.tenants().getTenants()).hasSize(1);
    }

    @Test
    void custom_events_fields_are_set_read_and_found(FakeClearMl fake, ClearMl clearml) {
        String company = fake.addCompany("Acme");
        Map<String, Object> fields = Map.of("service_instance_id", "s-1", "parameters_connection_points", 3);
        clearml.system().updateCompanyCustomEventsConfig(company, fields);
        assertThat(clearml.system().getCompanyCustomEventsConfig(company)).isEqualTo(fields);
        assertThat(clearml.system()
                        .getCompanies(CompanyQuery.builder().customEvents(true).build()))
                .hasSize(1);
        CustomEventsResult result = clearml.tenants()
                .customEvents(CustomEvents.builder()
                        .templateKey("pod")
                        .addEvents(Map.of("id", "e1"), Map.of("no_id", true))
                        .build());
        assertThat(result.succeeded()).contains(1);
        assertThat(result.errors()).as("a call may succeed in part").hasSize(1);
        assertThat(fake.customEvents()).containsExactly(Map.of("id", "e1"));
    }

    @Test
    void login_rules_of_a_tenant_are_set_acting_as_one_of_its_users(FakeClearMl fake, ClearMl clearml) {
        FakeUser user = fake.addUser("Ann", Role.USER, fake.addCompany("Acme"));
        ClearMl tenant = clearml.actingAs(user.id());
        tenant.login().setDomains(List.of("acme.example"));
        AddWhitelistEntries entries = AddWhitelistEntries.builder()
                .addEmails("ben@acme.example")
                .role(Role.ADMIN)
                .isAdmin(true)
                .build();
        assertThat(tenant.login().addWhitelistEntries(entries)).containsExactly("ben@acme.example");
        assertThat(tenant.login().addWhitelistEntries(entries)).isEmpty();
        assertThat(fake.recordedCalls("login.add_whitelist_entries").get(0).body())
                .containsEntry("is_admin", true);
        assertThat(tenant.login().getSettings().domains()).containsExactly("acme.example");
        assertThat(clearml.login().getSettings().domains())
                .as("the platform's own tenant is another")
                .isEmpty();
        assertThat(clearml.login()
                        .getWhitelist(
                                WhitelistQuery.builder().domain("acme.example").build()))
                .hasSize(1);
        assertThat(clearml.users()
                        .getWhitelist(WhitelistQuery.builder()
                                .email("ben@acme.example")
                                .build())
                        .get(0)
                        .isAdmin())
                .contains(true);
        assertThat(tenant.login().removeWhitelistEntries(List.of("ben@acme.example")))
                .hasSize(1);
    }

    @Test
    void access_to_application_instances_and_sso_are_set(FakeClearMl fake, ClearMl clearml) {
        String company = fake.addCompany("Acme");
        clearml.system()
                .updateCompanyAppInstanceAccess(
                        company,
                        AppInstanceAccess.builder().allowed(AppVisibility.OWNER).build());
        assertThat(clearml.system().getCompanyAppInstanceAccess(company).allowed())
                .contains(AppVisibility.OWNER);
        clearml.system().updateCompanySsoConfig(company, Map.of("tenant", "acme"));
        assertThat(clearml.system().getDatasets(Map.of())).containsKey("datasets");
        assertThat(clearml.system().getDatasetVersions(Map.of())).containsKey("versions");
    }

    @Test
    void tokens_are_made_for_others_and_looked_at(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER);
        Secret token = clearml.auth()
                .getTokenForUser(UserTokenRequest.builder()
                        .user(ann.id())
                        .company(ann.company())
                        .expirationSec(60)
                        .build());
        assertThat(clearml.auth().validateToken(token).user()).contains(ann.id());
        assertThat(clearml.auth().validateToken(Secret.of("a.b.c")).valid()).isFalse();
        assertThat(clearml.auth()
                        .getTaskTokenForUser(TaskTokenRequest.builder()
                                .task("t1")
                                .user(ann.id())
                                .company(ann.company())
                                .build())
                        .reveal())
                .isNotBlank();
        assertThat(clearml.auth()
                        .getTaskToken(TaskTokenRequest.builder().task("t1").build())
                        .reveal())
                .isNotBlank();
        assertThat(clearml.auth().locateCredentials(ann.accessKey()).user()).contains(ann.id());
        assertThat(clearml.auth()
                        .getUsersInfo(
                                UserInfoQuery.builder().users(List.of(ann.id())).build()))
                .containsOnlyKeys(ann.id());
        assertThat(clearml.auth().validateUser("nobody@example.org", "p", "1").valid())
                .isFalse();
        assertThat(clearml.auth().setCredentials(ann.id(), Secret.of("new password")))
                .isTrue();
        clearml.auth().reloadConfig();
        try (ClearMl byToken =
                ClearMl.builder().apiUrl(fake.url()).token(token.reveal()).build()) {
            assertThat(byToken.users()
                            .getCurrentUser(CurrentUserQuery.builder()
                                    .getSupportedFeatures(true)
                                    .build())
                            .user()
                            .id())
                    .isEqualTo(ann.id());
            assertThat(fake.recordedCalls("users.get_current_user").get(0).body())
                    .containsEntry("get_supported_features", true);
        }
    }

    @Test
    void router_tokens_are_made_listed_and_revoked(ClearMl clearml) {
        RouterToken made = clearml.auth()
                .generateRouterToken(RouterTokenRequest.builder().label("vpn").build());
        assertThat(made.token()).isPresent();
        assertThat(clearml.auth().getRouterTokens(RouterTokenQuery.builder().build()))
                .hasSize(1);
        clearml.auth().revokeRouterTokens(List.of(made.id().orElseThrow()));
        assertThat(clearml.auth().getRouterTokens(RouterTokenQuery.builder().build()))
                .isEmpty();
        assertThat(clearml.auth()
                        .getRouterTokens(
                                RouterTokenQuery.builder().includeRevoked(true).build()))
                .hasSize(1);
    }

    @Test
    void service_users_and_roles(FakeClearMl fake, ClearMl clearml) {
        String robot = clearml.auth()
                .createServiceUser(CreateServiceUser.builder().name("robot").build())
                .id();
        assertThat(clearml.users()
                        .updateServiceUser(UpdateServiceUser.builder()
                                .user(robot)
                                .allowRunningAsOwner(true)
                                .build()))
                .isEqualTo(1);
        assertThat(clearml.users().getServiceUsers().users().get(0).allowRunningAsOwner())
                .contains(true);
        assertThat(clearml.users().getRoleOptions())
                .extracting(RoleOption::role)
                .contains(Role.CONSUMER);
        FakeUser ann = fake.addUser("Ann", Role.USER);
        assertThat(clearml.users().setRole(ann.id(), Role.ADMIN)).isEqualTo(1);
        assertThat(clearml.users().setAdmin(ann.id(), false)).isEqualTo(1);
        assertThat(clearml.auth().editUser(ann.id(), Role.ADMIN).updated()).isEqualTo(1);
        assertThat(clearml
                        .users()
                        .getAllEx(UserQuery.builder().includeAuth(true).build())
                        .stream()
                        .flatMap(user -> user.role().stream()))
                .contains(Role.ADMIN);
        assertThat(clearml.auth().deleteUser(ann.id())).isTrue();
        assertThat(clearml.auth().deleteUser(ann.id())).isFalse();
    }

    @Test
    void profiles_and_preferences(FakeClearMl fake, ClearMl clearml) {
        FakeUser ann = fake.addUser("Ann", Role.USER);
        assertThat(clearml.users()
                        .update(UpdateUser.builder()
                                .user(ann.id())
                                .givenName("Anna")
                                .build())
                        .fields())
                .containsEntry("given_name", "Anna");
        clearml.users().delete(ann.id());
        clearml.users()
                .create(CreateProfile.builder()
                        .id(ann.id())
                        .company(ann.company())
                        .name("Ann again")
                        .build());
        assertThat(clearml.users().getById(ann.id()).name()).contains("Ann again");
        try (ClearMl own = fake.connect(ann)) {
            own.users()
                    .setPreferences(SetPreferences.builder()
                            .putPreferences("ui.theme", "dark")
                            .build());
            assertThat(own.users().getPreferences()).isEqualTo(Map.of("ui", Map.of("theme", "dark")));
            assertThatThrownBy(() -> own.server().config(ConfigQuery.builder().build()))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    void the_server_describes_itself(ClearMl clearml) {
        assertThat(clearml.capabilities().edition()).isEqualTo(Edition.ENTERPRISE);
        assertThat(clearml.server().info().version()).contains("3.30.0");
        assertThat(clearml.server()
                        .config(ConfigQuery.builder().path("apiserver.auth").build()))
                .containsKey("max_expiration_sec");
        assertThat(clearml.server().endpoints()).containsKey("tenants.custom_events");
        assertThat(clearml.server().getStats(Optional.empty())).isNotEmpty();
        assertThat(clearml.server().reportStatsOption(Optional.of(true)).enabled())
                .contains(true);
        assertThat(clearml.server().healthCheck().errors()).isEmpty();
        assertThat(clearml.server().healthStatus().failed()).contains(false);
        assertThat(clearml.server().dbVersion(Optional.of(true))).isNotEmpty();
    }
}
