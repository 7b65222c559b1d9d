package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.apps.LaunchLock;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.Waits;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.login.WhitelistQuery;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.projects.ProjectQuery;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.sso.ConfigurationTemplateQuery;
import io.clearmladmin.system.CopyTasks;
import io.clearmladmin.tasks.TaskQuery;
import io.clearmladmin.users.UserQuery;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever blocks is back in time from an address that answers nothing good, and names the cause. */
class BlackHolesTest {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofMillis(700);
    private static final Duration UNREACHABLE = Duration.ofSeconds(1);
    // A sample has everything: of two things one too many, and filters that not every endpoint knows.
    private static final Map<Class<?>, Object> FITTING = Map.of(
            Optional.class,
            Optional.empty(),
            WhitelistQuery.class,
            WhitelistQuery.builder().domain("example.org").build(),
            ConfigurationTemplateQuery.class,
            ConfigurationTemplateQuery.builder().provider("keycloak").build(),
            LaunchLock.class,
            LaunchLock.ofApplication("application", true),
            CopyTasks.class,
            CopyTasks.builder()
                    .company("company")
                    .addTasks("task")
                    .user("user")
                    .project("project")
                    .build(),
            UserQuery.class,
            UserQuery.builder().build(),
            QueueQuery.class,
            QueueQuery.builder().build(),
            TaskQuery.class,
            TaskQuery.builder().build(),
            ProjectQuery.class,
            ProjectQuery.builder().build());
    private static final int AT_ONCE = 8;
    private static final Duration LONGER = Duration.ofSeconds(35);

    private static ClearMl client(BlackHole.Place place, String token) {
        ClearMl.Builder builder = ClearMl.builder()
                .apiUrlUnchecked(place.url())
                .callTimeout(BOUND)
                .attemptTimeout(ATTEMPT)
                .connectTimeout(Duration.ofMillis(500))
                .unreachableRetry(UNREACHABLE)
                .maxAttempts(2)
                .maxConcurrency(1_000)
                .maxResponseBytes(1 << 20);
        return token.isEmpty()
                ? builder.credentials("KEY", "SECRET").build()
                : builder.attemptTimeout(LONGER).token(token).logoutOnClose().build();
    }

    /** Everything else than services that blocks, by its name in the tables. */
    private static Map<String, Callable<?>> calls(BlackHole.Place place, ClearMl clearml) {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("ClearMl.call", () -> clearml.call("users.get_all", Repeat.SAFE, Map.of()));
        calls.put("ClearMl.claims", clearml::claims);
        calls.put("Capabilities.edition", () -> clearml.capabilities().edition());
        calls.put("Capabilities.apiVersion", () -> clearml.capabilities().apiVersion());
        calls.put("Capabilities.serverVersion", () -> clearml.capabilities().serverVersion());
        calls.put("Capabilities.has", () -> clearml.capabilities().has("users.get_all"));
        calls.put(
                "Download.to",
                () -> clearml.organization().downloadForGetAll("id").to(OutputStream.nullOutputStream()));
        calls.put("MeteringClient.getUsages", () -> usages(place, BOUND, ATTEMPT));
        return calls;
    }

    // The metering client takes 64 MiB, for which the time of an attempt may not suffice.
    private static String cause(BlackHole hole, String call) {
        return hole == BlackHole.ENDLESS && call.startsWith("Metering") ? "the reply" : hole.cause();
    }

    private static Object usages(BlackHole.Place place, Duration callTimeout, Duration attemptTimeout) {
        try (MeteringClient metering = MeteringClient.builder()
                .url(place.url())
                .credentials("KEY", "SECRET")
                .callTimeout(callTimeout)
                .attemptTimeout(attemptTimeout)
                .unreachableRetry(UNREACHABLE)
                .build()) {
            return metering.getUsages(TenantUsagesQuery.builder()
                    .fromDate(LocalDate.EPOCH)
                    .toDate(LocalDate.EPOCH)
                    .build());
        }
    }

    private static Stream<Method> services() {
        return ServiceMethods.all().stream().filter(method -> method.getReturnType() != Download.class);
    }

    /** One method for each kind of result. */
    private static List<Method> oneOfEachKind() {
        return List.copyOf(services()
                .collect(Collectors.toMap(
                        method -> kind(method.getReturnType()),
                        method -> method,
                        (one, other) -> one,
                        LinkedHashMap::new))
                .values());
    }

    private static String kind(Class<?> result) {
        boolean isValue = result != Paged.class && result.getName().startsWith("io.clearmladmin");
        return isValue ? "a value" : result.getName();
    }

    private static Object argument(Parameter parameter) {
        var type = Json.MAPPER.constructType(parameter.getParameterizedType());
        Object fitting = FITTING.get(parameter.getType());
        return fitting == null ? Json.MAPPER.<Object>convertValue(Samples.of(type), type) : fitting;
    }

    private static Object invoke(ClearMl clearml, Method method) throws Exception {
        Object service = clearml.service(method.getDeclaringClass());
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(BlackHolesTest::argument)
                .toArray();
        try {
            Object result = method.invoke(service, arguments);
            // Pages are read as they are gone through.
            return result instanceof Paged<?> pages ? pages.iterator().next() : String.valueOf(result);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception failure ? failure : thrown;
        }
    }

    // The first call loads what all use, for which a busy machine may take a second.
    @BeforeAll
    static void load() {
        try (BlackHole.Place place = BlackHole.REFUSED.open()) {
            assertThatThrownBy(() -> usages(place, BOUND, ATTEMPT)).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void there_are_arguments_for_every_method() {
        assertThat(services())
                .allSatisfy(method -> assertThat(method.getParameters())
                        .allSatisfy(parameter -> assertThat(argument(parameter)).isNotNull()));
    }

    @Test
    void everything_that_blocks_is_tried() {
        List<String> tried = new ArrayList<>();
        try (BlackHole.Place place = BlackHole.REFUSED.open();
                ClearMl clearml = client(place, "")) {
            tried.addAll(calls(place, clearml).keySet());
        }
        tried.add("ClearMl.close");
        services()
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .forEach(tried::add);
        assertThat(tried).containsAll(PublicMethods.blocking());
    }

    @Test
    void an_unreachable_metering_service_is_retried_for_as_long_as_the_builder_says() {
        try (BlackHole.Place place = BlackHole.REFUSED.open()) {
            assertThatThrownBy(() -> usages(place, LONGER, ATTEMPT))
                    .isInstanceOf(TransportException.class)
                    .hasMessageMatching("(?s).* Tried for [1-9]\\.\\d s \\(unreachableRetry\\).*");
        }
    }

    @Test
    void a_reply_of_the_metering_service_without_an_end_is_refused_by_its_size() {
        try (BlackHole.Place place = BlackHole.ENDLESS.open()) {
            assertThatThrownBy(() -> usages(place, LONGER, LONGER))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("larger than maxResponseBytes");
        }
    }

    @Test
    void it_is_back_in_time_and_names_the_cause() throws InterruptedException {
        assertThat(mistakes(oneOfEachKind(), true)).isEmpty();
    }

    // All at once, threads would wait for a processor.
    @Test
    @Tag("long")
    void so_is_every_method_of_every_service() throws InterruptedException {
        List<Method> services = services().toList();
        List<String> mistakes = new ArrayList<>();
        for (int from = 0; from < services.size(); from += AT_ONCE) {
            mistakes.addAll(mistakes(services.subList(from, Math.min(services.size(), from + AT_ONCE)), false));
        }
        assertThat(mistakes).isEmpty();
    }

    private static List<String> mistakes(List<Method> services, boolean others) throws InterruptedException {
        Waits waits = new Waits();
        List<AutoCloseable> opened = new ArrayList<>();
        for (BlackHole hole : BlackHole.values()) {
            BlackHole.Place place = hole.open();
            ClearMl clearml = client(place, "");
            opened.addAll(List.of(place, clearml));
            if (others) {
                beginOthers(hole, place, clearml, waits);
            }
            services.forEach(
                    method -> waits.begin(hole + ", " + method, BOUND, hole.cause(), () -> invoke(clearml, method)));
        }
        List<String> mistakes = waits.mistakes();
        opened.forEach(each -> assertThat(each).satisfies(AutoCloseable::close));
        return mistakes;
    }

    private static void beginOthers(BlackHole hole, BlackHole.Place place, ClearMl clearml, Waits waits) {
        calls(place, clearml).forEach((name, call) -> waits.begin(hole + ", " + name, BOUND, cause(hole, name), call));
        waits.begin(hole + ", ClearMl.close", BOUND, "closed", () -> {
            client(place, TestClients.token("{}")).close();
            return "closed";
        });
    }
}
