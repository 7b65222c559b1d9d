package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.AlreadyExistsException;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.errors.TaskStatusException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.server.EndpointInfo;
import io.clearmladmin.workers.Worker;
import io.clearmladmin.workers.WorkerQuery;
import io.clearmladmin.workers.WorkerQueue;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded reply ends in a value or in the right exception, through the typed methods and by name. */
class RecordingsThroughTheClientTest {

    private static final MockWebServer SERVER = TestClients.server();
    private static final Set<Integer> INVALID_ID = Set.of(10, 75, 101, 201, 300, 301, 401, 701, 1052);
    private static final Set<Integer> EXISTS = Set.of(302, 801);
    // Recorded without a path that names an endpoint: the client cannot produce such a request.
    private static final int NOT_PRODUCIBLE = 14;

    private static ClearMl clearml;
    private static volatile MockResponse reply = new MockResponse.Builder().build();

    @BeforeAll
    static void start() throws IOException {
        SERVER.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return reply;
            }
        });
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        clearml = TestClients.of(
                SERVER.url("/"), settings -> settings.basicAuth(true).maxAttempts(1));
    }

    @AfterAll
    static void stop() {
        clearml.close();
        SERVER.close();
    }

    static Stream<Recording> producible() {
        return Stream.concat(Recording.all().stream(), Recording.administration().stream())
                .filter(recording -> recording.endpoint().isPresent())
                .filter(recording ->
                        !recording.request().path("method").asText().matches("HEAD|OPTIONS"));
    }

    static Stream<Recording> typed() {
        return producible()
                .filter(recording -> recording
                        .endpoint()
                        .flatMap(ServiceMethods::of)
                        .flatMap(method -> recording.body().flatMap(body -> ServiceMethods.arguments(method, body)))
                        .isPresent())
                .filter(RecordingsThroughTheClientTest::asksForIds);
    }

    // UserQuery always requests the id, so a reply without one belongs to another request.
    private static boolean asksForIds(Recording recording) {
        Object fields = recording.body().orElseThrow().get("only_fields");
        boolean inPath = recording.request().path("path").asText().contains("only_fields");
        return !inPath && (!(fields instanceof List<?> list) || list.contains("id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("producible")
    void a_call_by_name_ends_as_recorded(Recording recording) {
        Map<String, Object> body = recording.body().orElse(Map.of());
        reply = recording.reply();
        String endpoint = recording.endpoint().orElseThrow();
        check(recording, Repeat.SAFE, () -> clearml.call(endpoint, Repeat.SAFE, body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("typed")
    void a_typed_call_ends_as_recorded(Recording recording) {
        Method method = ServiceMethods.of(recording.endpoint().orElseThrow()).orElseThrow();
        Object[] arguments = ServiceMethods.arguments(method, recording.body().orElse(Map.of()))
                .orElseThrow();
        Object service = clearml.service(method.getDeclaringClass());
        reply = recording.reply();
        Repeat repeat = method.getAnnotation(Endpoint.class).repeat();
        check(recording, repeat, () -> invoke(method, service, arguments));
    }

    static Stream<Recording> failures() {
        return producible().filter(recording -> recording.status() >= 500);
    }

    /** Recorded among them: with Elasticsearch gone, tasks.delete answered 500/100, and the task was deleted. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_failure_of_the_server_leaves_open_whether_an_unsafe_call_was_carried_out(Recording recording) {
        reply = recording.reply();
        String endpoint = recording.endpoint().orElseThrow();
        assertThatThrownBy(() -> clearml.call(endpoint, Repeat.UNSAFE, Map.of()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(recording.hasEnvelope() ? ServerErrorException.class : GatewayException.class);
    }

    @Test
    void the_failures_are_of_all_kinds_seen() {
        assertThat(failures().map(Recording::subcode)).contains(0, 1, 100);
        assertThat(failures()).hasSizeGreaterThan(30);
    }

    @Test
    void nearly_all_recordings_can_be_produced() {
        List<Recording> all = Recording.all();
        assertThat(all).hasSize(399);
        assertThat(Recording.administration()).hasSize(340);
        assertThat(producible()).hasSizeGreaterThanOrEqualTo(all.size() + 340 - NOT_PRODUCIBLE);
        assertThat(typed()).hasSizeGreaterThan(400);
    }

    @Test
    void what_the_server_returns_about_endpoints_is_read() {
        reply = Recording.read("01-server-endpoints-system").reply();
        EndpointInfo stats = clearml.server()
                .endpoints()
                .getOrDefault("workers.get_stats", List.of())
                .get(0);
        assertThat(stats.requestSchema()).isPresent();
        assertThat(stats.responseSchema()).isPresent();
        assertThat(stats.additional()).isEmpty();
    }

    @Test
    void the_worker_task_and_queue_are_read_in_full() {
        reply = TestClients.json(
                        200,
                        TestClients.envelope(
                                200,
                                0,
                                "OK",
                                "{\"workers\":[{\"id\":\"w\",\"company\":{\"id\":\"c\",\"name\":\"C\",\"tier\":1},\"queue\":"
                                        + "{\"id\":\"q\",\"name\":\"a\",\"display_name\":\"A 100\",\"num_tasks\":2}}]}"))
                .build();
        Worker worker = clearml.workers().getAll(WorkerQuery.builder().build()).get(0);
        assertThat(worker.queue().flatMap(WorkerQueue::displayName)).contains("A 100");
        assertThat(worker.queue().flatMap(WorkerQueue::numTasks)).contains(2);
        assertThat(worker.company().orElseThrow().additional()).containsEntry("tier", 1);
    }

    private static @Nullable Object invoke(Method method, Object service, Object[] arguments) {
        try {
            Object result = method.invoke(service, arguments);
            // A listing sends nothing before it is iterated.
            return result instanceof Paged<?> paged ? paged.pages().iterator().hasNext() : result;
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(thrown);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void check(Recording recording, Repeat repeat, Supplier<@Nullable Object> call) {
        Optional<Class<? extends ClearMlException>> expected = expected(recording, repeat);
        try {
            Object value = call.get();
            assertThat(expected).as("it returned " + value).isEmpty();
        } catch (IllegalArgumentException refused) {
            // A list that must not be empty is not even sent.
            assertThat(recording.subcode()).isEqualTo(12);
            assertThat(recording.body().orElseThrow()).containsValue(List.of());
        } catch (ClearMlException failure) {
            if (expected.isEmpty()) {
                fail("a value was expected", failure);
            }
            assertThat(failure).isExactlyInstanceOf(expected.orElseThrow());
            assertThat(failure.getMessage()).startsWith(recording.endpoint().orElseThrow() + ": ");
        }
    }

    private static Optional<Class<? extends ClearMlException>> expected(Recording recording, Repeat repeat) {
        if (repeat == Repeat.UNSAFE && recording.status() >= 500) {
            return Optional.of(OutcomeUnknownException.class);
        }
        if (!recording.hasEnvelope()) {
            return Optional.of(GatewayException.class);
        }
        int subcode = recording.subcode();
        return switch (recording.status()) {
            case 200 -> Optional.empty();
            case 400 ->
                Optional.of(
                        subcode == 110
                                ? TaskStatusException.class
                                : INVALID_ID.contains(subcode)
                                        ? InvalidIdException.class
                                        : EXISTS.contains(subcode)
                                                ? AlreadyExistsException.class
                                                : BadRequestException.class);
            case 401 -> Optional.of(UnauthorizedException.class);
            case 403 -> Optional.of(ForbiddenException.class);
            case 404 -> Optional.of(NoSuchEndpointException.class);
            case 500 -> Optional.of(ServerErrorException.class);
            default -> throw new AssertionError(recording);
        };
    }
}
