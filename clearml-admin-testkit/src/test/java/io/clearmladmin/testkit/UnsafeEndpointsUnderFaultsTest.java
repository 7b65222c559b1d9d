package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.testkit.EndpointTable.Row;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that must not be carried out twice is not, whatever goes wrong; and once where it provably had not been. */
class UnsafeEndpointsUnderFaultsTest {

    private static final String READ_TIMEOUT = "read timeout";
    // One of each kind, since each takes its time.
    private static final Set<String> TIMED_OUT = Set.of(
            "auth.create_user",
            "queues.delete",
            "queues.move_task_forward",
            "users.set_role",
            "organization.allow_project_workloads");

    private static FakeClearMl fake;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start(Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        fake.close();
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
            return name.equals(READ_TIMEOUT)
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
                Trouble.server("reset after, not carried out", End.UNKNOWN, Fault.dropRequest()),
                Trouble.server("reset after, carried out", End.UNKNOWN, Fault.cutResponse()),
                Trouble.server("dropped in the middle of the reply", End.UNKNOWN, Fault.dropResponse()),
                Trouble.server(READ_TIMEOUT, End.UNKNOWN, Fault.delay(Duration.ofSeconds(2))),
                Trouble.server("truncated reply", End.UNKNOWN, Fault.truncated()),
                Trouble.server("502", End.UNKNOWN, Fault.gatewayError(502)),
                Trouble.server("a proxy's 503", End.UNKNOWN, Fault.unavailable(Duration.ZERO)),
                Trouble.server("504", End.UNKNOWN, Fault.gatewayError(504)),
                Trouble.server("504, carried out", End.UNKNOWN, Fault.gatewayTimeout()),
                Trouble.server("a page with 200", End.UNKNOWN, Fault.gatewayError(200)),
                Trouble.server("a store of the server is gone", End.UNKNOWN, Fault.refusal(500, 100)),
                Trouble.server("the server's 503", End.ONCE, Fault.refusal(503, 0)),
                Trouble.server("the server's 429", End.ONCE, Fault.refusal(429, 0)),
                Trouble.server("a gateway's 429", End.NOT_CARRIED_OUT, Fault.tooManyRequests(Duration.ZERO)),
                Trouble.server("a proxy's 403", End.NOT_CARRIED_OUT, Fault.gatewayError(403)),
                Trouble.server("401 once", End.ONCE, Fault.unauthorizedOnce()));
    }

    private static Stream<Arguments> all() {
        return EndpointTable.ROWS.stream()
                .filter(row -> !row.isSafe())
                .flatMap(row -> troubles()
                        .filter(trouble -> !trouble.name().equals(READ_TIMEOUT) || TIMED_OUT.contains(row.endpoint()))
                        .map(trouble -> Arguments.of(row, trouble)));
    }

    /** Each endpoint meets some troubles, and each trouble some endpoints. */
    static Stream<Arguments> some() {
        AtomicInteger count = new AtomicInteger();
        return all().filter(each -> count.getAndIncrement() % 4 == 0);
    }

    static Stream<Arguments> others() {
        AtomicInteger count = new AtomicInteger();
        return all().filter(each -> count.getAndIncrement() % 4 != 0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("some")
    void it_is_carried_out_at_most_once_and_once_where_the_failure_came_first(Row row, Trouble trouble) {
        check(row, trouble);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("others")
    void so_it_is_with_every_endpoint_and_every_trouble(Row row, Trouble trouble) {
        check(row, trouble);
    }

    private static void check(Row row, Trouble trouble) {
        String endpoint = row.endpoint();
        try (Scene scene = new Scene(fake, row.service());
                ClearMl clearml = client(trouble)) {
            int before = fake.recordedCalls(endpoint).size();
            clearml.claims();
            trouble.sockets().arm();
            trouble.inject().accept(fake, endpoint);
            if (trouble.end() == End.ONCE) {
                scene.call(clearml, row);
                assertThat(fake.recordedCalls(endpoint)).hasSize(before + 1);
            } else if (trouble.end() == End.NOT_CARRIED_OUT) {
                assertThatThrownBy(() -> scene.call(clearml, row)).isInstanceOf(GatewayException.class);
                assertThat(fake.recordedCalls(endpoint)).hasSize(before);
            } else {
                assertThatThrownBy(() -> scene.call(clearml.with(trouble.options()), row))
                        .isInstanceOfSatisfying(OutcomeUnknownException.class, failure -> {
                            assertThat(failure.endpoint()).isEqualTo(endpoint);
                            assertThat(failure.getMessage())
                                    .startsWith(endpoint + ": it is unknown whether this was carried out")
                                    .contains(row.line().verifyWith());
                            assertThat(failure.verifyWith())
                                    .isEqualTo(row.line().verifyWith());
                        });
                assertThat(fake.recordedCalls(endpoint)).hasSizeLessThanOrEqualTo(before + 1);
            }
        }
    }

    private static ClearMl client(Trouble trouble) {
        FakeUser system = fake.systemUser();
        ClearMl.Builder builder = ClearMl.builder()
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
