package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.UnauthorizedException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One login serves all, is renewed in time, and is repeated once where the server wants it. */
class SessionTest {

    private static final int THREADS = 64;

    private final MockWebServer server = TestClients.server();
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Supplier<String> claims = () -> "{\"feature_set\":\"basic\"}";
    private volatile @Nullable Instant date;
    private final AtomicInteger rejectFirst = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().endsWith("auth.login") ? login() : answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MockResponse login() {
        int number = logins.incrementAndGet();
        String token = TestClients.token(claims.get().replace("{", "{\"session_id\":\"" + number + "\","));
        MockResponse.Builder reply =
                TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"token\":\"" + token + "\"}"));
        Instant now = date;
        if (now != null) {
            reply.setHeader("Date", now);
        }
        return reply.build();
    }

    private MockResponse answer(RecordedRequest request) {
        authorizations.add(String.valueOf(request.getHeaders().get("Authorization")));
        if (rejectFirst.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return TestClients.json(401, TestClients.envelope(401, 30, "Invalid token", "{}"))
                    .build();
        }
        return TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build();
    }

    private static String living(Instant from, Duration lifetime) {
        return "{\"iat\":" + from.getEpochSecond() + ",\"exp\":"
                + from.plus(lifetime).getEpochSecond() + "}";
    }

    private static void ping(ClearMl clearml) {
        clearml.call("users.get_all", Repeat.SAFE, Map.of());
    }

    private ClearMl client() {
        return TestClients.of(server.url("/"), settings -> {});
    }

    @Test
    void many_threads_with_an_ended_token_share_one_login() throws Exception {
        claims = () -> living(Instant.now().minusSeconds(7200), Duration.ofHours(1));
        date = Instant.now().minusSeconds(7200);
        VirtualTime time = new VirtualTime();
        try (Threads threads = new Threads()) {
            AtomicInteger exchanges = new AtomicInteger();
            CountDownLatch allWait = new CountDownLatch(1);
            Session session = session(time, call -> {
                exchanges.incrementAndGet();
                await(allWait);
                return new Reply(
                        TestClients.token(living(time.now(), Duration.ofHours(1))),
                        200,
                        "id",
                        okhttp3.Headers.EMPTY,
                        1);
            });
            List<Future<Token>> tokens = threads.run(THREADS, () -> session.token(call(session, time)));
            allWait.countDown();
            for (Future<Token> token : tokens) {
                assertThat(token.get()).isEqualTo(session.held());
            }
            assertThat(exchanges).hasValue(1);
            time.pass(Duration.ofHours(2));
            for (Future<Token> token : threads.run(THREADS, () -> session.token(call(session, time)))) {
                token.get();
            }
            assertThat(exchanges).hasValue(2);
        }
    }

    @Test
    void many_threads_on_a_real_connection_share_one_login() throws Exception {
        try (Threads threads = new Threads();
                ClearMl clearml = client()) {
            for (Future<Boolean> call : threads.run(THREADS, () -> {
                ping(clearml);
                return true;
            })) {
                assertThat(call.get()).isTrue();
            }
            assertThat(logins).hasValue(1);
            assertThat(authorizations).hasSize(THREADS).allMatch(text -> text.startsWith("Bearer "));
        }
    }

    @Test
    void a_failed_login_is_shared_too_and_the_next_call_tries_again() throws Exception {
        VirtualTime time = new VirtualTime();
        AtomicInteger exchanges = new AtomicInteger();
        Session session = session(time, call -> {
            exchanges.incrementAndGet();
            throw new TransportException("auth.login", 1, TransportException.Fate.NOT_SENT, "refused", null);
        });
        assertThatThrownBy(() -> session.token(call(session, time))).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> session.token(call(session, time))).isInstanceOf(TransportException.class);
        assertThat(exchanges).hasValue(2);
    }

    @Test
    void who_waits_for_another_threads_login_until_its_deadline_gets_the_reason_why_the_one_before_failed()
            throws Exception {
        VirtualTime time = new VirtualTime();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger exchanges = new AtomicInteger();
        Session session = session(time, call -> {
            if (exchanges.incrementAndGet() > 1) {
                begun.countDown();
                await(end);
            }
            throw new TransportException("auth.login", 1, TransportException.Fate.NOT_SENT, "TLS gets no answer", null);
        });
        assertThatThrownBy(() -> session.token(call(session, time))).isInstanceOf(TransportException.class);
        try (Threads threads = new Threads()) {
            List<Future<Token>> other = threads.run(1, () -> session.token(call(session, time)));
            begun.await();
            Call hurried = call(session, time).until(time.nanos() + 1_000_000);
            assertThatThrownBy(() -> session.token(hurried))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("another thread's login was in flight; the one before failed: ")
                    .hasMessageContaining("TLS gets no answer");
            end.countDown();
            assertThatThrownBy(other.get(0)::get).hasCauseInstanceOf(TransportException.class);
        }
    }

    @Test
    void a_token_is_renewed_ahead_of_its_end_by_the_threshold_or_a_tenth_of_its_lifetime() {
        VirtualTime time = new VirtualTime();
        Token month = token(time, Duration.ofDays(30));
        Token minute = token(time, Duration.ofMinutes(1));
        assertThat(month.endsAt() - month.renewAt())
                .isEqualTo(Duration.ofMinutes(6).toNanos());
        assertThat(minute.endsAt() - minute.renewAt())
                .isEqualTo(Duration.ofSeconds(6).toNanos());
    }

    private static Token token(VirtualTime time, Duration lifetime) {
        return Token.of(TestClients.token(living(time.now(), lifetime)), null, Duration.ofMinutes(6), time);
    }

    @Test
    void a_token_without_an_end_is_never_renewed() {
        VirtualTime time = new VirtualTime();
        Token token = Token.of(TestClients.token("{}"), null, Duration.ofMinutes(6), time);
        time.pass(Duration.ofDays(3650));
        assertThat(token.isFresh(time)).isTrue();
    }

    // 39-clock-skew
    @Test
    void what_counts_is_the_servers_clock_and_not_ours() {
        VirtualTime time = new VirtualTime();
        Instant server = time.now().plus(Duration.ofDays(400));
        Token ahead =
                Token.of(TestClients.token(living(server, Duration.ofHours(1))), server, Duration.ofMinutes(6), time);
        assertThat(ahead.isFresh(time)).isTrue();
        time.pass(Duration.ofMinutes(55));
        assertThat(ahead.isFresh(time)).isFalse();
        assertThat(ahead.isAlive(time)).isTrue();
        time.pass(Duration.ofMinutes(6));
        assertThat(ahead.isAlive(time)).isFalse();
    }

    @Test
    void while_a_renewal_fails_the_old_token_serves_until_it_ends() {
        VirtualTime time = new VirtualTime();
        AtomicInteger exchanges = new AtomicInteger();
        Session session = session(time, call -> {
            if (exchanges.incrementAndGet() > 1) {
                throw new TransportException("auth.login", 1, TransportException.Fate.NOT_SENT, "refused", null);
            }
            return new Reply(
                    TestClients.token(living(time.now(), Duration.ofHours(1))), 200, "id", okhttp3.Headers.EMPTY, 1);
        });
        Token first = session.token(call(session, time));
        time.pass(Duration.ofMinutes(56));
        assertThat(session.token(call(session, time))).isEqualTo(first);
        assertThat(session.token(call(session, time))).isEqualTo(first);
        assertThat(exchanges).as("it is not tried again at once").hasValue(2);
        time.pass(Duration.ofMinutes(5));
        assertThatThrownBy(() -> session.token(call(session, time))).isInstanceOf(TransportException.class);
    }

    // 31-login-good-calls-401
    @Test
    void a_401_leads_to_one_new_login_and_never_to_a_loop() {
        try (ClearMl clearml = client()) {
            rejectFirst.set(1);
            ping(clearml);
            assertThat(logins).hasValue(2);
            rejectFirst.set(100);
            assertThatThrownBy(() -> ping(clearml)).isInstanceOf(UnauthorizedException.class);
            assertThat(logins).hasValue(3);
        }
    }

    @Test
    void a_ready_token_is_used_as_it_is_and_its_refusal_is_final() {
        String ready = TestClients.token("{\"role\":\"user\"}");
        try (ClearMl clearml = TestClients.of(
                server.url("/"),
                settings -> settings.login(Login.with(Secret.of(ready), Optional.empty(), Duration.ofMinutes(6))))) {
            ping(clearml);
            assertThat(logins).hasValue(0);
            assertThat(authorizations).containsExactly("Bearer " + ready);
            rejectFirst.set(1);
            assertThatThrownBy(() -> ping(clearml)).isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void a_tenant_view_logs_in_by_itself() {
        try (ClearMl clearml = client()) {
            ping(clearml);
            ping(clearml.inTenant("tenant-1"));
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void key_and_secret_go_with_every_call_if_so_built() {
        try (ClearMl clearml = TestClients.of(server.url("/"), settings -> settings.basicAuth(true))) {
            ping(clearml);
            ping(clearml);
            assertThat(logins).hasValue(0);
            assertThat(authorizations).allMatch(text -> text.startsWith("Basic "));
        }
    }

    @Test
    void a_login_without_a_token_in_its_reply_is_reported() {
        VirtualTime time = new VirtualTime();
        Session session = session(time, call -> new Reply(" ", 200, "id", okhttp3.Headers.EMPTY, 1));
        assertThatThrownBy(() -> session.token(call(session, time)))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("no token");
    }

    @Test
    void closing_logs_out_if_so_built_and_a_closed_client_refuses_calls() throws Exception {
        ClearMl clearml = TestClients.of(server.url("/"), settings -> settings.logoutOnClose(true));
        ping(clearml);
        clearml.close();
        clearml.close();
        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/auth.logout");
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThatThrownBy(() -> ping(clearml)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_claims_are_read_once_and_cost_one_login() {
        claims = () -> "{\"server_version\":\"2.3.0\",\"identity\":{\"user\":\"u1\",\"role\":\"admin\"}}";
        try (ClearMl clearml = client()) {
            assertThat(clearml.claims().serverVersion()).contains("2.3.0");
            assertThat(clearml.with(CallOptions.builder().build())
                            .claims()
                            .identity()
                            .orElseThrow()
                            .user())
                    .contains("u1");
            assertThat(logins).hasValue(1);
        }
    }

    private static Session session(Time time, Exchange exchange) {
        Login login = Login.with("KEY", Secret.of("SECRET"), Optional.empty(), Duration.ofMinutes(6));
        return new Session(login, new LoginExchange(exchange, time), time);
    }

    private static Call call(Session session, Time time) {
        return Calls.of(EndpointSpec.named("users.get_all", Repeat.SAFE), session, time, Duration.ofMinutes(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Threads that all begin at once. */
    private static final class Threads implements AutoCloseable {

        private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

        <T> List<Future<T>> run(int count, java.util.concurrent.Callable<T> work) {
            CountDownLatch ready = new CountDownLatch(count);
            return IntStream.range(0, count)
                    .mapToObj(i -> pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return work.call();
                    }))
                    .toList();
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
