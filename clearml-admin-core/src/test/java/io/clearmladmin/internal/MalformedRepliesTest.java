package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.users.CurrentUserQuery;
import io.clearmladmin.users.UserQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes back, a call ends in a value or a typed exception, in time and within bounds. */
class MalformedRepliesTest {

    private static final int MUTATIONS_OF_EACH = 3;
    private static final int MANY_MUTATIONS_OF_EACH = 40;
    private static final MockWebServer SERVER = TestClients.server();
    private static volatile MockResponse reply = new MockResponse.Builder().build();
    private static ClearMl clearml;

    @BeforeAll
    static void start() throws IOException {
        SERVER.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return reply;
            }
        });
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        clearml = client(SERVER.url("/"));
    }

    @AfterAll
    static void stop() {
        clearml.close();
        SERVER.close();
    }

    private static ClearMl client(HttpUrl url) {
        return TestClients.of(
                url,
                settings -> settings.basicAuth(true)
                        .maxAttempts(1)
                        .maxResponseBytes(4 << 20)
                        .callTimeout(Duration.ofSeconds(5)));
    }

    /** A recorded reply with something wrong in it. */
    record Mutation(Recording recording, int seed) {

        String text() {
            String text = recording.text();
            Random random = new Random(seed + 31L * recording.name().hashCode());
            int at = random.nextInt(Math.max(1, text.length()));
            return switch (random.nextInt(9)) {
                case 0 -> text.substring(0, at);
                case 1 ->
                    text.substring(0, at)
                            + (char) (32 + random.nextInt(90))
                            + text.substring(Math.min(text.length(), at + 1));
                case 2 -> text.replaceFirst("\"(\\w+)\":\"[^\"]*\"", "\"$1\":{\"a\":[1]}");
                case 3 -> text.replaceAll("\\{\\}", "[]");
                case 4 -> text.replaceFirst("\"data\":", "\"dat\":");
                case 5 -> text.replace("\"result_code\":200", "\"result_code\":\"two hundred\"");
                case 6 -> text.replaceAll(":\\d+", ":1e400");
                case 7 -> text + text;
                default -> text.replaceAll("\"(id|name|token|user)\":", "\"$1\":null,\"was_$1\":");
            };
        }

        @Override
        public String toString() {
            return recording + " " + seed;
        }
    }

    static Stream<Mutation> mutations() {
        return mutations(0, MUTATIONS_OF_EACH);
    }

    static Stream<Mutation> manyMutations() {
        return mutations(MUTATIONS_OF_EACH, MANY_MUTATIONS_OF_EACH);
    }

    private static Stream<Mutation> mutations(int first, int end) {
        return Recording.all().stream()
                .filter(recording ->
                        recording.hasEnvelope() && recording.endpoint().isPresent())
                .flatMap(recording -> IntStream.range(first, end).mapToObj(seed -> new Mutation(recording, seed)));
    }

    @Test
    void there_are_mutations_enough() {
        assertThat(mutations()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    @Timeout(10)
    void a_mutated_reply_ends_in_a_value_or_a_typed_exception(Mutation mutation) {
        reply = mutation.recording().reply(mutation.text());
        String endpoint = mutation.recording().endpoint().orElseThrow();
        List<Runnable> calls = List.of(
                () -> clearml.call(endpoint, Repeat.SAFE, Map.of()),
                () -> clearml.users()
                        .getAll(UserQuery.builder().build())
                        .forEach(user -> assertThat(user.id()).isNotNull()),
                () -> clearml.users().getById("u1"),
                () -> clearml.users().getCurrentUser(CurrentUserQuery.builder().build()),
                () -> clearml.auth().getCredentials());
        for (Runnable call : calls) {
            try {
                call.run();
            } catch (ClearMlException typed) {
                assertThat(typed.getMessage()).isNotBlank();
            }
        }
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("manyMutations")
    @Timeout(10)
    void so_do_many_more(Mutation mutation) {
        a_mutated_reply_ends_in_a_value_or_a_typed_exception(mutation);
    }

    static Stream<String> bombs() {
        return Stream.of(
                "{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"data\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}",
                "{\"meta\":{\"result_code\":200},\"data\":{\"x\":" + "9".repeat(100_000) + "}}",
                "{\"meta\":{\"result_code\":200},\"data\":{\"x\":1e" + "9".repeat(2000) + "}}",
                "{\"meta\":{\"result_code\":" + "9".repeat(400) + "},\"data\":{}}",
                "{\"meta\":{\"result_code\":200},\"data\":{\"" + "k".repeat(60_000) + "\":1}}",
                "{\"meta\":" + "[".repeat(5000),
                "\u0000\u0001\u0002",
                "{\"meta\":{\"result_code\":200,\"result_code\":500},\"data\":",
                "[]",
                "null",
                "\"text\"");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @Timeout(10)
    void a_bomb_is_defused(String bomb) {
        reply = TestClients.json(200, bomb).build();
        assertThatThrownBy(() -> clearml.call("users.get_all", Repeat.SAFE, Map.of()))
                .isInstanceOf(ClearMlException.class);
    }

    @Test
    @Timeout(60)
    void an_endless_body_is_cut_off_at_the_cap_and_does_not_fill_the_memory() throws IOException {
        try (Endless server = new Endless("{\"meta\":{\"result_code\":200},\"data\":{\"x\":[", "1,", Duration.ZERO);
                ClearMl own = client(server.url())) {
            assertThatThrownBy(() -> own.call("users.get_all", Repeat.SAFE, Map.of()))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("maxResponseBytes");
        }
    }

    @Test
    @Timeout(60)
    void a_slow_drip_ends_at_the_deadline() throws IOException {
        try (Endless server = new Endless("{\"meta\":", " ", Duration.ofMillis(50));
                ClearMl own = TestClients.of(
                        server.url(),
                        settings -> settings.basicAuth(true).maxAttempts(1).callTimeout(Duration.ofMillis(700)))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> own.call("users.get_all", Repeat.SAFE, Map.of()))
                    .isInstanceOf(TransportException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    /** A server whose reply never ends. */
    private static final class Endless implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Endless(String begin, String more, Duration pause) throws IOException {
            Thread thread = new Thread(() -> serve(begin, more, pause), "endless reply");
            thread.setDaemon(true);
            thread.start();
        }

        HttpUrl url() {
            return new HttpUrl.Builder()
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(socket.getLocalPort())
                    .build();
        }

        private void serve(String begin, String more, Duration pause) {
            try (Socket connection = socket.accept()) {
                OutputStream out = connection.getOutputStream();
                write(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + begin);
                String chunk = pause.isZero() ? more.repeat(4096) : more;
                while (!socket.isClosed()) {
                    write(out, chunk);
                    java.util.concurrent.locks.LockSupport.parkNanos(pause.toNanos());
                }
            } catch (IOException gone) {
                // the client has had enough
            }
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
