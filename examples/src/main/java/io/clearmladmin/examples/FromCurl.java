package io.clearmladmin.examples;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.CreatedServiceUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.drain.DrainScope;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.login.AddWhitelistEntries;
import io.clearmladmin.login.LoginSettings;
import io.clearmladmin.login.WhitelistEntry;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.projects.DeleteProject;
import io.clearmladmin.projects.DeletedProject;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.sso.SaveProviderConfiguration;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.AppVisibility;
import io.clearmladmin.system.Company;
import io.clearmladmin.system.CompanyQuery;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.CreateCompany;
import io.clearmladmin.system.Feature;
import io.clearmladmin.tasks.DeleteTasks;
import io.clearmladmin.tasks.DeletedTask;
import io.clearmladmin.tasks.StopTasks;
import io.clearmladmin.tasks.Task;
import io.clearmladmin.tasks.TaskChange;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.tenants.CustomEventsResult;
import io.clearmladmin.users.Vault;
import io.clearmladmin.users.VaultQuery;
import io.clearmladmin.workers.RuntimeProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The snippets of {@code docs/from-curl.md}; a test runs all of them, in this order. */
final class FromCurl {

    private final ClearMl clearml;

    FromCurl(ClearMl clearml) {
        this.clearml = clearml;
    }

    String ping() {
        String answer = clearml.debug().ping().msg().orElse("");
        return answer;
    }

    String createTenant() {
        String tenantId = clearml.system()
                .createCompany(CreateCompany.builder().name("acme").build())
                .id();
        return tenantId;
    }

    List<Company> listTenants() {
        List<Company> companies =
                clearml.system().getCompanies(CompanyQuery.builder().build());
        return companies;
    }

    String createAdmin(String tenantId) {
        String adminId = clearml.auth()
                .createUser(CreateUser.builder()
                        .name("acme admin")
                        .company(tenantId)
                        .email("admin@acme.example")
                        .role(Role.ADMIN)
                        .internal(true)
                        .build());
        return adminId;
    }

    Credentials createCredentials(String adminId) {
        Credentials key = clearml.impersonating(adminId)
                .auth()
                .createCredentials(CreateCredentials.builder().label("agent").build());
        return key;
    }

    String createQueue(String adminId) {
        String queueId = clearml.impersonating(adminId)
                .queues()
                .create(CreateQueue.builder().name("gpu").build());
        return queueId;
    }

    List<String> tasksOf(String projectId) {
        List<String> tasks = clearml
                .tasks()
                .getAllEx(TaskQuery.builder()
                        .project(List.of(projectId))
                        .includeSubprojects(true)
                        .onlyFields(List.of("id"))
                        .build())
                .stream()
                .map(Task::id)
                .toList();
        return tasks;
    }

    BatchResult<TaskChange> stop(String taskId) {
        BatchResult<TaskChange> asked = clearml.tasks()
                .stopMany(StopTasks.builder()
                        .addIds(taskId)
                        .statusReason("clean-up")
                        .build());
        return asked;
    }

    DeletedProject deleteProject(String projectId) {
        DeletedProject deleted = clearml.projects()
                .delete(DeleteProject.builder()
                        .project(projectId)
                        .force(true)
                        .deleteContents(true)
                        .build());
        return deleted;
    }

    void setDomains(String adminId) {
        clearml.actingAs(adminId).login().setDomains(List.of("acme.example"));
    }

    List<String> whitelist(String adminId) {
        List<String> added = clearml.actingAs(adminId)
                .login()
                .addWhitelistEntries(AddWhitelistEntries.builder()
                        .addEmails("carl@partner.example")
                        .role(Role.USER)
                        .build());
        return added;
    }

    LoginSettings loginSettings(String adminId) {
        LoginSettings settings = clearml.actingAs(adminId).login().getSettings();
        return settings;
    }

    List<WhitelistEntry> whoClaims() {
        List<WhitelistEntry> entries = clearml.login()
                .getWhitelist(WhitelistQuery.builder().domain("acme.example").build());
        return entries;
    }

    List<String> takeBack(String adminId) {
        List<String> removed =
                clearml.actingAs(adminId).login().removeWhitelistEntries(List.of("carl@partner.example"));
        return removed;
    }

    void settings(String tenantId) {
        clearml.system()
                .updateCompanySettings(CompanySettings.builder()
                        .company(tenantId)
                        .features(List.of(Feature.APPLICATIONS, Feature.REPORTS))
                        .allowedUsers(10)
                        .build());
    }

    void sso(String tenantId, Secret secret) {
        clearml.system()
                .updateCompanySsoConfig(
                        tenantId,
                        Map.of(
                                "tenant", "acme",
                                "group_mapping", Map.of("idp-data-science", "data"),
                                "admin_groups", List.of("idp-platform")));
        clearml.sso()
                .saveProviderConfiguration(SaveProviderConfiguration.builder()
                        .provider("keycloak")
                        .company(tenantId)
                        .putConfiguration("display_name", "Keycloak")
                        .putConfiguration("client_id", "clearml")
                        .putConfiguration("client_secret", secret)
                        .putConfiguration("authorization_endpoint", "https://idp.example/auth")
                        .putConfiguration("token_endpoint", "https://idp.example/token")
                        .build());
    }

    void appVisibility(String tenantId) {
        clearml.system()
                .updateCompanyAppInstanceAccess(
                        tenantId,
                        AppInstanceAccess.builder()
                                .allowed(AppVisibility.GROUPS)
                                .adminAccessAll(true)
                                .build());
    }

    void customEvents(String tenantId) {
        clearml.system()
                .updateCompanyCustomEventsConfig(
                        tenantId,
                        Map.of(
                                "service_instance_id", "acme-1",
                                "service_instance_name", "acme",
                                "parameters_connection_points", List.of("https://app.acme.example")));
    }

    void report(String tenantId) {
        CustomEventsResult result = clearml.tenants()
                .customEvents(CustomEvents.builder()
                        .templateKey("users")
                        .addEvents(Map.of(
                                "id",
                                UUID.randomUUID().toString(),
                                "clearml_tenant",
                                tenantId,
                                "timestamp_millis",
                                Instant.now().toEpochMilli(),
                                "admins",
                                2,
                                "standard",
                                10))
                        .build());
        if (!result.errors().isEmpty()) {
            throw new IllegalStateException("not taken: " + result.errors());
        }
    }

    List<TenantUsages> usages(String meteringUrl, String accessKey, String secretKey, String tenantId) {
        List<TenantUsages> usages;
        try (MeteringClient metering = MeteringClient.connect(meteringUrl, accessKey, secretKey)) {
            usages = metering.getUsages(TenantUsagesQuery.builder()
                    .tenant(tenantId)
                    .fromDate(LocalDate.of(2026, 11, 1))
                    .toDate(LocalDate.of(2026, 11, 30))
                    .build());
        }
        return usages;
    }

    String vault(String adminId, Secret secret) {
        String vaultId = clearml.impersonating(adminId)
                .users()
                .addOrUpdateVault(
                        Vault.builder()
                                .scope("organization")
                                .description("S3 for all")
                                .data(secret)
                                .build(),
                        Optional.empty(),
                        Optional.empty());
        return vaultId;
    }

    void runtimeProperties() {
        clearml.workers()
                .setRuntimeProperties(
                        "host:0",
                        List.of(RuntimeProperty.builder()
                                .key("force")
                                .value("on")
                                .build()));
    }

    long eventsLog(String tenantId, Path folder) throws IOException {
        long bytes = clearml.tenants()
                .downloadEventsLog(Optional.of(tenantId), Optional.of(7))
                .to(folder.resolve("events.log"));
        return bytes;
    }

    Secret token() {
        Secret token = clearml.auth()
                .login(LoginRequest.builder().expirationSec(3_600L).build());
        return token;
    }

    List<CredentialInfo> keys() {
        List<CredentialInfo> keys = clearml.auth().getCredentials().credentials();
        return keys;
    }

    CreatedServiceUser serviceUser(String adminId) {
        CreatedServiceUser robot = clearml.actingAs(adminId)
                .auth()
                .createServiceUser(CreateServiceUser.builder()
                        .name("agent")
                        .allowRunningAsOwner(true)
                        .build());
        return robot;
    }

    Optional<BatchResult<DeletedTask>> cleanUp() {
        List<String> old = clearml
                .tasks()
                .getAll(TaskQuery.builder()
                        .systemTags(List.of("archived"))
                        .statusChanged(List.of("<2026-01-01T00:00:00"))
                        .onlyFields(List.of("id"))
                        .build())
                .stream()
                .map(Task::id)
                .toList();
        Optional<BatchResult<DeletedTask>> gone = old.isEmpty()
                ? Optional.empty()
                : Optional.of(clearml.tasks()
                        .deleteMany(DeleteTasks.builder().ids(old).build()));
        return gone;
    }

    int deleteVaults(String adminId) {
        List<String> vaults = clearml
                .impersonating(adminId)
                .users()
                .getVaults(VaultQuery.builder().build())
                .stream()
                .map(Vault::id)
                .flatMap(Optional::stream)
                .toList();
        int deletedVaults = clearml.impersonating(adminId).users().deleteVaults(vaults);
        return deletedVaults;
    }

    void drainWorker() {
        Drain drain = Drain.builder(clearml).letRun(Duration.ofHours(2)).build();
        System.out.println(drain.apply(drain.plan(DrainScope.worker("host:0"))));
    }
}
