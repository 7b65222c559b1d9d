package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.CallOptions;
import io.clearmladmin.ClearMl;
import io.clearmladmin.ClearMlBuilder;
import io.clearmladmin.auth.AddUser;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.EndpointRouterTokenRequest;
import io.clearmladmin.auth.RouterTokenRequest;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.permissions.AddOrUpdateAccessRule;
import io.clearmladmin.permissions.AddOrUpdateUserGroup;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.resources.CreatePolicy;
import io.clearmladmin.sso.SaveProviderConfiguration;
import io.clearmladmin.system.CopyTasks;
import io.clearmladmin.system.CreateCompany;
import io.clearmladmin.tenants.CreateTenant;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.tenants.VolumeTemplate;
import io.clearmladmin.users.CreateProfile;
import io.clearmladmin.users.Vault;
import io.clearmladmin.workers.RegisterWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that must not be carried out twice is not, whatever goes wrong; and once where it provably had not been. */
class UnsafeEndpointsUnderFaultsTest {

    private static final Map<String, BiConsumer<ClearMl, World>> CALLS = calls();
    private static FakeClearMl fake;

    /** What the calls need to exist. */
    private record World(FakeUser user, String company, String queue, String group, String policy) {}

    private static Map<String, BiConsumer<ClearMl, World>> calls() {
        Map<String, BiConsumer<ClearMl, World>> calls = new LinkedHashMap<>();
        calls.put(
                "auth.create_user",
                (clearml, world) -> clearml.auth()
                        .createUser(CreateUser.builder()
                                .name("Ann")
                                .company(FakeClearMl.DEFAULT_COMPANY)
                                .email("ann@example.org")
                                .build()));
        calls.put(
                "auth.add_user",
                (clearml, world) -> clearml.auth()
                        .addUser(AddUser.builder()
                                .name("Ann")
                                .email("ann@example.org")
                                .build()));
        calls.put(
                "auth.create_credentials",
                (clearml, world) -> clearml.impersonating(world.user().id())
                        .auth()
                        .createCredentials(CreateCredentials.builder().build()));
        calls.put(
                "auth.revoke_credentials",
                (clearml, world) -> clearml.impersonating(world.user().id())
                        .auth()
                        .revokeCredentials(world.user().accessKey()));
        calls.put(
                "auth.create_service_user",
                (clearml, world) -> clearml.auth()
                        .createServiceUser(
                                CreateServiceUser.builder().name("robot").build()));
        calls.put(
                "auth.generate_router_token",
                (clearml, world) -> clearml.auth()
                        .generateRouterToken(
                                RouterTokenRequest.builder().label("x").build()));
        calls.put(
                "auth.generate_endpoint_router_token",
                (clearml, world) -> clearml.auth()
                        .generateEndpointRouterToken(EndpointRouterTokenRequest.builder()
                                .label("x")
                                .addEndpoints("e")
                                .build()));
        calls.put(
                "users.create",
                (clearml, world) -> clearml.users()
                        .create(CreateProfile.builder()
                                .id("new-profile")
                                .company(FakeClearMl.DEFAULT_COMPANY)
                                .name("New")
                                .build()));
        calls.put(
                "users.delete",
                (clearml, world) -> clearml.users().delete(world.user().id()));
        calls.put(
                "system.create_company",
                (clearml, world) -> clearml.system()
                        .createCompany(CreateCompany.builder().name("Acme").build()));
        calls.put(
                "system.copy_tasks",
                (clearml, world) -> clearml.system()
                        .copyTasks(CopyTasks.builder()
                                .company(world.company())
                                .user(world.user().id())
                                .addTasks("t1")
                                .project("p1")
                                .build()));
        calls.put(
                "tenants.create_tenant",
                (clearml, world) -> clearml.tenants()
                        .createTenant(CreateTenant.builder().name("Acme").build()));
        calls.put(
                "tenants.add_tenant_admin_credentials",
                (clearml, world) -> clearml.tenants().addTenantAdminCredentials(world.company()));
        calls.put(
                "tenants.delete_tenant",
                (clearml, world) -> clearml.tenants()
                        .deleteTenant(DeleteTenant.builder()
                                .tenant(world.company())
                                .name("Tenant")
                                .build()));
        calls.put(
                "tenants.custom_events",
                (clearml, world) -> clearml.tenants()
                        .customEvents(CustomEvents.builder()
                                .templateKey("k")
                                .addEvents(Map.of("id", "e1"))
                                .build()));
        queues(calls);
        rest(calls);
        return calls;
    }

    private static void queues(Map<String, BiConsumer<ClearMl, World>> calls) {
        calls.put(
                "queues.create",
                (clearml, world) -> clearml.queues()
                        .create(CreateQueue.builder().name("gpu").build()));
        calls.put("queues.delete", (clearml, world) -> clearml.queues().delete(world.queue(), true));
        calls.put("queues.add_task", (clearml, world) -> clearml.queues().addTask(world.queue(), "t9"));
        calls.put("queues.remove_task", (clearml, world) -> clearml.queues().removeTask(world.queue(), "t1"));
        calls.put(
                "queues.move_task_forward",
                (clearml, world) -> clearml.queues().moveTaskForward(world.queue(), "t2", 1));
        calls.put(
                "queues.move_task_backward",
                (clearml, world) -> clearml.queues().moveTaskBackward(world.queue(), "t1", 1));
        calls.put("workers.unregister", (clearml, world) -> clearml.workers().unregister("w1"));
    }

    private static void rest(Map<String, BiConsumer<ClearMl, World>> calls) {
        calls.put(
                "tenants.add_or_update_volume_template",
                (clearml, world) -> clearml.tenants()
                        .addOrUpdateVolumeTemplate(
                                VolumeTemplate.builder().name("v").spec("s").build()));
        calls.put(
                "tenants.add_or_update_global_template_variable",
                (clearml, world) -> clearml.tenants().addOrUpdateGlobalTemplateVariable("n", "v", Optional.empty()));
        calls.put(
                "users.add_or_update_vault",
                (clearml, world) -> clearml.users()
                        .addOrUpdateVault(
                                Vault.builder()
                                        .scope("organization")
                                        .data(Secret.of("a=1"))
                                        .build(),
                                Optional.empty(),
                                Optional.empty()));
        calls.put(
                "resources.create_policy",
                (clearml, world) -> clearml.resources()
                        .createPolicy(CreatePolicy.builder()
                                .name("p")
                                .userGroup(world.group())
                                .build()));
        calls.put(
                "resources.move_policy",
                (clearml, world) -> clearml.resources().movePolicy(Map.of("id", world.policy())));
        calls.put(
                "resources.connect_policy_profile",
                (clearml, world) ->
                        clearml.resources().connectPolicyProfile(world.policy(), "profile", "q", Optional.empty()));
        calls.put(
                "permissions.add_or_update_user_group",
                (clearml, world) -> clearml.permissions()
                        .addOrUpdateUserGroup(
                                AddOrUpdateUserGroup.builder().name("g").build()));
        calls.put(
                "permissions.add_or_update_access_rule",
                (clearml, world) -> clearml.permissions()
                        .addOrUpdateAccessRule(AddOrUpdateAccessRule.builder()
                                .name("r")
                                .description("d")
                                .entityType("queue")
                                .accessPermission("read")
                                .build()));
        calls.put(
                "sso.save_provider_configuration",
                (clearml, world) -> clearml.sso()
                        .saveProviderConfiguration(SaveProviderConfiguration.builder()
                                .provider("keycloak")
                                .putConfiguration("display_name", "K")
                                .build()));
    }

    /** What the calls to one endpoint need besides. */
    private static World prepared(String endpoint) {
        String company = fake.addCompany("Tenant");
        FakeUser user = fake.addUser("Ben", Role.USER);
        try (ClearMl clearml = fake.connect()) {
            String queue = clearml.queues().getDefault().id();
            if (endpoint.matches("queues\\.(remove|move).*")) {
                clearml.queues().addTask(queue, "t1");
                clearml.queues().addTask(queue, "t2");
            }
            if (endpoint.equals("workers.unregister")) {
                clearml.workers().register(RegisterWorker.builder().worker("w1").build());
            }
            String group = clearml.permissions().getUserGroups(Optional.empty(), Optional.empty()).stream()
                    .findFirst()
                    .orElseThrow()
                    .id();
            String policy = "";
            if (endpoint.matches("resources\\.(move|connect).*")) {
                policy = clearml.resources()
                        .createPolicy(CreatePolicy.builder()
                                .name("p")
                                .userGroup(group)
                                .build());
            }
            return new World(user, company, queue, group, policy);
        }
    }

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start(Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    @BeforeEach
    void reset() {
        fake.reset();
    }

    /** What the caller must see, and whether the server may have carried it out. */
    enum End {
        ONCE,
        NOT_CARRIED_OUT,
        UNKNOWN
    }

    /** Something that goes wrong once. */
    private record Trouble(String name, End end, BiConsumer<FakeClearMl, String> inject, FlakySockets sockets) {

        static Trouble server(String name, End end, Fault fault) {
            return new Trouble(
                    name,
                    end,
                    (fake, endpoint) -> fake.inject(fault.on(endpoint).times(1)),
                    new FlakySockets("none"));
        }

        static Trouble network(String name) {
            return new Trouble(name, End.ONCE, (fake, endpoint) -> {}, new FlakySockets(name));
        }

        CallOptions options() {
            CallOptions.Builder options = CallOptions.builder();
            return name.equals("read timeout")
                    ? options.attemptTimeout(Duration.ofMillis(250)).build()
                    : options.build();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Trouble> troubles() {
        return Stream.of(
                Trouble.network("refused"),
                Trouble.network("reset before the request was written"),
                Trouble.server("reset after, not carried out", End.UNKNOWN, Fault.dropBefore()),
                Trouble.server("reset after, carried out", End.UNKNOWN, Fault.dropDuring()),
                Trouble.server("dropped in the middle of the reply", End.UNKNOWN, Fault.dropAfter()),
                Trouble.server("read timeout", End.UNKNOWN, Fault.delay(Duration.ofSeconds(2))),
                Trouble.server("truncated reply", End.UNKNOWN, Fault.truncated()),
                Trouble.server("502", End.UNKNOWN, Fault.html(502)),
                Trouble.server("a proxy's 503", End.UNKNOWN, Fault.unavailable(Duration.ZERO)),
                Trouble.server("504", End.UNKNOWN, Fault.html(504)),
                Trouble.server("504, carried out", End.UNKNOWN, Fault.gatewayTimeout()),
                Trouble.server("a page with 200", End.UNKNOWN, Fault.html(200)),
                Trouble.server("a store of the server is gone", End.UNKNOWN, Fault.refusal(500, 100)),
                Trouble.server("the server's 503", End.ONCE, Fault.refusal(503, 0)),
                Trouble.server("the server's 429", End.ONCE, Fault.refusal(429, 0)),
                Trouble.server("a gateway's 429", End.NOT_CARRIED_OUT, Fault.tooManyRequests(Duration.ZERO)),
                Trouble.server("a proxy's 403", End.NOT_CARRIED_OUT, Fault.html(403)),
                Trouble.server("401 once", End.ONCE, Fault.unauthorizedOnce()));
    }

    static Stream<Arguments> matrix() {
        return CALLS.keySet().stream().flatMap(endpoint -> troubles().map(trouble -> Arguments.of(endpoint, trouble)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("matrix")
    void it_is_carried_out_at_most_once_and_once_where_the_failure_came_first(String endpoint, Trouble trouble) {
        World world = prepared(endpoint);
        BiConsumer<ClearMl, World> call = Objects.requireNonNull(CALLS.get(endpoint));
        try (ClearMl clearml = client(trouble)) {
            clearml.claims();
            trouble.sockets().arm();
            trouble.inject().accept(fake, endpoint);
            if (trouble.end() == End.ONCE) {
                call.accept(clearml, world);
                assertThat(fake.executed(endpoint)).hasSize(1);
            } else if (trouble.end() == End.NOT_CARRIED_OUT) {
                assertThatThrownBy(() -> call.accept(clearml, world)).isInstanceOf(GatewayException.class);
                assertThat(fake.executed(endpoint)).isEmpty();
            } else {
                assertThatThrownBy(() -> call.accept(clearml.with(trouble.options()), world))
                        .isInstanceOfSatisfying(OutcomeUnknownException.class, failure -> {
                            assertThat(failure.endpoint()).isEqualTo(endpoint);
                            assertThat(failure.getMessage())
                                    .startsWith(endpoint + ": it is not known whether this was carried out");
                            if (!endpoint.equals("tenants.custom_events")) {
                                assertThat(failure.settledBy()).isNotEmpty();
                                assertThat(failure.getMessage()).contains(failure.settledBy());
                            }
                        });
                assertThat(fake.executed(endpoint)).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static ClearMl client(Trouble trouble) {
        FakeUser system = fake.systemUser();
        ClearMlBuilder builder = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(system.accessKey(), system.secretKey().reveal())
                .attemptTimeout(Duration.ofSeconds(30));
        // Without kept connections, the call itself meets the network's trouble.
        OkHttpClient http = new OkHttpClient.Builder()
                .socketFactory(trouble.sockets())
                .connectionPool(new okhttp3.ConnectionPool(0, 1, java.util.concurrent.TimeUnit.SECONDS))
                .build();
        return builder.httpClient(http).build();
    }

    @Test
    void every_unsafe_endpoint_is_in_the_matrix() {
        List<String> unsafe = Stream.of(
                        io.clearmladmin.auth.AuthService.class,
                        io.clearmladmin.users.UsersService.class,
                        io.clearmladmin.login.LoginService.class,
                        io.clearmladmin.server.ServerService.class,
                        io.clearmladmin.system.SystemService.class,
                        io.clearmladmin.tenants.TenantsService.class,
                        io.clearmladmin.organization.OrganizationService.class,
                        io.clearmladmin.sso.SsoService.class,
                        io.clearmladmin.permissions.PermissionsService.class,
                        io.clearmladmin.resources.ResourcesService.class,
                        io.clearmladmin.queues.QueuesService.class,
                        io.clearmladmin.workers.WorkersService.class,
                        io.clearmladmin.storage.StorageService.class)
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .map(method -> method.getAnnotation(Endpoint.class))
                .filter(line -> line.repeat() == Repeat.UNSAFE)
                .map(Endpoint::name)
                .toList();
        assertThat(CALLS.keySet()).containsExactlyInAnyOrderElementsOf(unsafe);
    }

    /** Sockets of which the next one fails in a given way, once armed. */
    private static final class FlakySockets extends SocketFactory {

        private final String trouble;
        private final AtomicInteger failures = new AtomicInteger();

        FlakySockets(String trouble) {
            this.trouble = trouble;
        }

        void arm() {
            failures.set(1);
        }

        private boolean failsNow(String how) {
            return trouble.equals(how) && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(java.net.SocketAddress address, int timeout) throws IOException {
                    if (failsNow("refused")) {
                        throw new java.net.ConnectException("Connection refused");
                    }
                    super.connect(address, timeout);
                }

                @Override
                public OutputStream getOutputStream() throws IOException {
                    OutputStream out = super.getOutputStream();
                    return trouble.startsWith("reset") ? new Broken(this, out) : out;
                }
            };
        }

        private final class Broken extends OutputStream {

            private final Socket socket;
            private final OutputStream out;

            Broken(Socket socket, OutputStream out) {
                this.socket = socket;
                this.out = out;
            }

            @Override
            public void write(int value) throws IOException {
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (failsNow("reset before the request was written")) {
                    // After a reset nothing can be read either.
                    socket.close();
                    throw new SocketException("Connection reset");
                }
                out.write(bytes, offset, length);
            }
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
