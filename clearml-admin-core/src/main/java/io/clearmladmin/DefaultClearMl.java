package io.clearmladmin;

import io.clearmladmin.apps.AppsService;
import io.clearmladmin.auth.AuthService;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.Client;
import io.clearmladmin.internal.configuration.Keys;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.logs.EventsService;
import io.clearmladmin.models.ModelsService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.projects.ProjectsService;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.routers.RoutersService;
import io.clearmladmin.server.Capabilities;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.serving.ServingService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tasks.TasksService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.variables.VariablesService;
import io.clearmladmin.workers.WorkersService;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Implements {@link ClearMl} with the internal client. */
final class DefaultClearMl implements ClearMl {

    final Client client;

    DefaultClearMl(Client client) {
        this.client = client;
    }

    @Override
    public AuthService auth() {
        return client.knownService(AuthService.class);
    }

    @Override
    public UsersService users() {
        return client.knownService(UsersService.class);
    }

    @Override
    public LoginService login() {
        return client.knownService(LoginService.class);
    }

    @Override
    public ServerService server() {
        return client.knownService(ServerService.class);
    }

    @Override
    public DebugService debug() {
        return client.knownService(DebugService.class);
    }

    @Override
    public SystemService system() {
        return client.knownService(SystemService.class);
    }

    @Override
    public TenantsService tenants() {
        return client.knownService(TenantsService.class);
    }

    @Override
    public OrganizationService organization() {
        return client.knownService(OrganizationService.class);
    }

    @Override
    public SsoService sso() {
        return client.knownService(SsoService.class);
    }

    @Override
    public PermissionsService permissions() {
        return client.knownService(PermissionsService.class);
    }

    @Override
    public ResourcesService resources() {
        return client.knownService(ResourcesService.class);
    }

    @Override
    public QueuesService queues() {
        return client.knownService(QueuesService.class);
    }

    @Override
    public WorkersService workers() {
        return client.knownService(WorkersService.class);
    }

    @Override
    public TasksService tasks() {
        return client.knownService(TasksService.class);
    }

    @Override
    public ProjectsService projects() {
        return client.knownService(ProjectsService.class);
    }

    @Override
    public ModelsService models() {
        return client.knownService(ModelsService.class);
    }

    @Override
    public EventsService events() {
        return client.knownService(EventsService.class);
    }

    @Override
    public ServingService serving() {
        return client.knownService(ServingService.class);
    }

    @Override
    public AppsService apps() {
        return client.knownService(AppsService.class);
    }

    @Override
    public RoutersService routers() {
        return client.knownService(RoutersService.class);
    }

    @Override
    public VariablesService variables() {
        return client.knownService(VariablesService.class);
    }

    @Override
    public StorageService storage() {
        return client.knownService(StorageService.class);
    }

    @Override
    public <T> T service(Class<T> type) {
        return client.service(type);
    }

    @Override
    public Map<String, Object> call(String endpoint, Repeat repeat, Map<String, ?> body) {
        return client.call(endpoint, repeat, body);
    }

    @Override
    public <T> T call(String endpoint, Repeat repeat, Map<String, ?> body, Class<T> type) {
        return client.call(endpoint, repeat, body, type);
    }

    @Override
    public TokenClaims claims() {
        return client.claims();
    }

    @Override
    public Capabilities capabilities() {
        return client.capabilities();
    }

    @Override
    public ClearMl impersonating(String userId) {
        return new DefaultClearMl(client.impersonating(userId));
    }

    @Override
    public ClearMl actingAs(String userId) {
        return new DefaultClearMl(client.actingAs(userId));
    }

    @Override
    public ClearMl inTenant(String tenantId) {
        return new DefaultClearMl(client.inTenant(tenantId));
    }

    @Override
    public ClearMl with(CallOptions options) {
        return new DefaultClearMl(client.with(options));
    }

    @Override
    public ClearMl withCredentials(String accessKey, Secret secretKey) {
        Keys.accessKey("withCredentials", Objects.requireNonNull(accessKey, "accessKey"));
        Keys.secretKey("withCredentials", Objects.requireNonNull(secretKey, "secretKey"));
        return new DefaultClearMl(client.withCredentials(accessKey, secretKey));
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public URI apiUrl() {
        return client.apiUrl();
    }

    @Override
    public String accessKey() {
        return client.accessKey();
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
