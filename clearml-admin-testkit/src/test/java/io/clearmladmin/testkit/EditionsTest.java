package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.AppsService;
import io.clearmladmin.auth.AuthService;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.debug.DebugService;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.login.LoginService;
import io.clearmladmin.logs.EventsService;
import io.clearmladmin.models.ModelsService;
import io.clearmladmin.organization.OrganizationService;
import io.clearmladmin.permissions.PermissionsService;
import io.clearmladmin.projects.ProjectsService;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.queues.QueuesService;
import io.clearmladmin.resources.ResourcesService;
import io.clearmladmin.routers.RoutersService;
import io.clearmladmin.server.ServerService;
import io.clearmladmin.serving.ServingService;
import io.clearmladmin.sso.SsoService;
import io.clearmladmin.storage.StorageService;
import io.clearmladmin.system.SystemService;
import io.clearmladmin.tasks.TasksService;
import io.clearmladmin.tenants.TenantsService;
import io.clearmladmin.users.UsersService;
import io.clearmladmin.variables.VariablesService;
import io.clearmladmin.workers.WorkerQuery;
import io.clearmladmin.workers.WorkersService;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An open-source server differs from an Enterprise one in every endpoint. With {@code CLEARML_TEST_API_HOST},
 * {@code CLEARML_TEST_ACCESS_KEY} and {@code CLEARML_TEST_SECRET_KEY} set, the same is tried on that server, which must be
 * an open-source one that may be written to.
 */
class EditionsTest {

    private static final List<Class<?>> SERVICES = List.of(
            AuthService.class,
            UsersService.class,
            LoginService.class,
            ServerService.class,
            SystemService.class,
            TenantsService.class,
            OrganizationService.class,
            SsoService.class,
            PermissionsService.class,
            ResourcesService.class,
            QueuesService.class,
            WorkersService.class,
            StorageService.class,
            DebugService.class,
            AppsService.class,
            RoutersService.class,
            VariablesService.class,
            TasksService.class,
            ProjectsService.class,
            ModelsService.class,
            EventsService.class,
            ServingService.class);

    private static FakeClearMl fake;
    private static ClearMl clearml;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start();
        clearml = fake.connect();
    }

    @AfterAll
    static void stop() {
        clearml.close();
        fake.close();
    }

    static Stream<Endpoint> lines(Edition edition) {
        return SERVICES.stream()
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .map(method -> method.getAnnotation(Endpoint.class))
                .filter(line -> line.edition() == edition);
    }

    static Stream<String> enterprise() {
        return lines(Edition.ENTERPRISE).map(Endpoint::name);
    }

    static Stream<String> openSource() {
        return lines(Edition.OPEN_SOURCE).map(Endpoint::name);
    }

    static Stream<Method> enterpriseMethods() {
        return SERVICES.stream()
                .flatMap(service -> Arrays.stream(service.getMethods()))
                .filter(method -> method.getAnnotation(Endpoint.class).edition() == Edition.ENTERPRISE)
                .filter(EditionsTest::isCalledWithTexts);
    }

    private static boolean isCalledWithTexts(Method method) {
        return Arrays.stream(method.getParameters())
                .allMatch(parameter -> parameter.getType() == Map.class
                        || (parameter.getAnnotation(Field.class) != null && parameter.getType() == String.class));
    }

    /** An open-source server would drop it, and make a key that never ends. */
    @Test
    void the_life_of_a_key_is_refused_before_a_server_that_knows_none_makes_an_endless_one() {
        CreateCredentials ending =
                CreateCredentials.builder().expirationSec(3600).build();
        int made = fake.recordedCalls("auth.create_credentials").size();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> clearml.auth().createCredentials(ending))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "auth.create_credentials: expirationSec must be left out: this is an open-source server, which"
                                    + " drops it and says nothing");
        }
        assertThat(fake.recordedCalls("auth.create_credentials")).hasSize(made);
    }

    @ParameterizedTest
    @MethodSource("enterpriseMethods")
    void an_enterprise_endpoint_says_that_it_needs_an_enterprise_server(Method method) {
        Throwable failure = call(method);
        assertThat(failure)
                .isInstanceOf(NoSuchEndpointException.class)
                .hasMessageContaining("It needs an Enterprise server")
                .hasMessageContaining("open source server 2.3.0");
    }

    private static Throwable call(Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? "x" : Map.of())
                .toArray();
        return catchThrowable(() -> {
            try {
                Object result = method.invoke(clearml.service(method.getDeclaringClass()), arguments);
                if (result instanceof Paged<?> pages) {
                    pages.iterator().hasNext();
                }
                if (result instanceof io.clearmladmin.endpoint.Download download) {
                    download.to(java.io.OutputStream.nullOutputStream());
                }
            } catch (java.lang.reflect.InvocationTargetException failed) {
                throw failed.getCause();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("enterprise")
    void the_open_source_server_does_not_have_it(String endpoint) {
        assertThat(clearml.capabilities().has(endpoint)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("openSource")
    void both_servers_have_it(String endpoint) {
        assertThat(clearml.capabilities().has(endpoint)).isTrue();
    }

    @Test
    void the_enterprise_server_has_them_all() {
        try (FakeClearMl enterprise = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl client = enterprise.connect()) {
            assertThat(enterprise().filter(name -> !client.capabilities().has(name)))
                    .isEmpty();
        }
    }

    @Test
    void an_open_source_server_works_as_far_as_it_goes() {
        everyday(clearml, fake.addUser("Ann", Role.ADMIN).id());
    }

    @Test
    void a_live_open_source_server_does_too() {
        Map<String, String> env = new HashMap<>(System.getenv());
        assumeTrue(env.containsKey("CLEARML_TEST_API_HOST"), "CLEARML_TEST_API_HOST names no server");
        try (ClearMl live = ClearMl.connect(
                env.get("CLEARML_TEST_API_HOST"),
                env.getOrDefault("CLEARML_TEST_ACCESS_KEY", ""),
                env.getOrDefault("CLEARML_TEST_SECRET_KEY", ""))) {
            assertThat(live.capabilities().edition()).isEqualTo(Edition.OPEN_SOURCE);
            String user = live
                    .users()
                    .getAll(io.clearmladmin.users.UserQuery.builder().build())
                    .stream()
                    .findFirst()
                    .orElseThrow()
                    .id();
            everyday(live, user);
        }
    }

    private static void everyday(ClearMl server, String user) {
        assertThat(server.server().info().version()).isPresent();
        assertThat(server.users().getById(user).id()).isEqualTo(user);
        ClearMl asUser = server.impersonating(user);
        Credentials key = asUser.auth()
                .createCredentials(
                        CreateCredentials.builder().label("editions-test").build());
        assertThat(server.withCredentials(key.accessKey(), key.secretKey())
                        .claims()
                        .identity()
                        .orElseThrow()
                        .user())
                .contains(user);
        assertThat(asUser.auth().revokeCredentials(key.accessKey())).isEqualTo(1);
        String queue = server.queues()
                .create(CreateQueue.builder()
                        .name("editions-test-" + key.accessKey())
                        .build());
        assertThat(server
                        .queues()
                        .getAll(QueueQuery.builder().id(List.of(queue)).build())
                        .stream())
                .hasSize(1);
        assertThat(server.queues().delete(queue, false)).isEqualTo(1);
        assertThat(server.workers().getAll(WorkerQuery.builder().build())).isNotNull();
        assertThat(server.storage().getSettings()).isNotNull();
        assertThat(server.organization().getUserCompanies()).isNotEmpty();
        Throwable enterprise = catchThrowable(() -> server.call("system.get_companies", Repeat.SAFE, Map.of()));
        assertThat(enterprise).isInstanceOf(NoSuchEndpointException.class);
    }
}
