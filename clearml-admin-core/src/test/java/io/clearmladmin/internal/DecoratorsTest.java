package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of a call's way that are not about retrying or logging in. */
class DecoratorsTest {

    private static Call call(Time time, Duration deadline) {
        return Calls.of("users.get_all", Repeat.SAFE, time, deadline);
    }

    @Test
    void an_open_circuit_sends_nothing_and_allows_one_attempt_after_its_time() {
        VirtualTime time = new VirtualTime();
        AtomicInteger sent = new AtomicInteger();
        AtomicReference<String> outcome = new AtomicReference<>("reset");
        CircuitBreakerExchange breaking = new CircuitBreakerExchange(
                call -> {
                    sent.incrementAndGet();
                    return Outcomes.play(String.valueOf(outcome.get()), call);
                },
                3,
                Duration.ofSeconds(30),
                time);
        Call call = call(time, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> breaking.send(call)).isInstanceOf(TransportException.class);
        }
        assertThatThrownBy(() -> breaking.send(call)).hasMessageContaining("circuit breaker is open");
        assertThat(sent).hasValue(3);
        time.pass(Duration.ofSeconds(31));
        outcome.set("ok");
        breaking.send(call);
        breaking.send(call);
        assertThat(sent).hasValue(5);
    }

    @Test
    void what_the_server_refuses_does_not_open_the_circuit() {
        VirtualTime time = new VirtualTime();
        CircuitBreakerExchange breaking =
                new CircuitBreakerExchange(call -> Outcomes.play("403/20", call), 2, Duration.ofSeconds(30), time);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> breaking.send(call(time, Duration.ofHours(1))))
                    .isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    @Timeout(20)
    void calls_wait_for_their_turn_until_their_deadline() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ConcurrencyLimitExchange limiting = new ConcurrencyLimitExchange(
                call -> {
                    held.countDown();
                    await(release);
                    return Calls.OK;
                },
                1,
                Time.SYSTEM);
        Thread first = new Thread(() -> limiting.send(call(Time.SYSTEM, Duration.ofMinutes(1))));
        first.start();
        held.await();
        assertThatThrownBy(() -> limiting.send(call(Time.SYSTEM, Duration.ofMillis(30))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("waited for its turn; raise maxConcurrency or callTimeout");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> limiting.send(call(Time.SYSTEM, Duration.ofMinutes(1))))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        first.join();
        limiting.send(call(Time.SYSTEM, Duration.ofMinutes(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Records what it is notified of. */
    private static final class Recorder implements CallListener {

        private final List<CallEvent> attempts = new CopyOnWriteArrayList<>();
        private final List<CallEvent> calls = new CopyOnWriteArrayList<>();

        @Override
        public void onAttempt(CallEvent attempt) {
            attempts.add(attempt);
        }

        @Override
        public void onCall(CallEvent call) {
            calls.add(call);
        }
    }

    @Test
    void a_listener_is_notified_of_every_attempt_and_of_the_call() throws IOException {
        Recorder recorder = new Recorder();
        AtomicInteger answers = new AtomicInteger();
        try (MockWebServer server = TestClients.server()) {
            server.setDispatcher(TestClients.answering(request -> answers.getAndIncrement() == 0
                    ? new MockResponse.Builder().code(503).body("busy").build()
                    : TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}"))
                            .build()));
            server.start(InetAddress.getLoopbackAddress(), 0);
            try (ClearMl clearml =
                    TestClients.of(server.url("/"), settings -> settings.addListeners(recorder, new Thrower()))) {
                clearml.call("users.get_all", Repeat.SAFE, Map.of());
            }
        }
        assertThat(recorder.attempts)
                .extracting(CallEvent::endpoint)
                .containsExactly("auth.login", "users.get_all", "users.get_all");
        CallEvent failed = recorder.attempts.get(1);
        assertThat(failed.httpStatus()).hasValue(503);
        assertThat(failed.attempt()).isEqualTo(1);
        assertThat(failed.failure()).containsInstanceOf(GatewayException.class);
        CallEvent succeeded = recorder.attempts.get(2);
        assertThat(succeeded.attempt()).isEqualTo(2);
        assertThat(succeeded.requestId()).contains("request-1");
        assertThat(succeeded.trx()).isEqualTo(failed.trx());
        assertThat(recorder.calls).hasSize(1);
        assertThat(recorder.calls.get(0).attempt()).isEqualTo(2);
        assertThat(recorder.calls.get(0).duration()).isGreaterThanOrEqualTo(succeeded.duration());
    }

    /** A listener with a bug in it. */
    private static final class Thrower implements CallListener {
        @Override
        public void onAttempt(CallEvent attempt) {
            throw new IllegalStateException("a bug of the listener");
        }
    }

    @Test
    void a_listener_that_throws_does_not_affect_the_call() {
        VirtualTime time = new VirtualTime();
        Exchange reported = ListenerExchange.toAttempts(call -> Calls.OK, List.of(new Thrower()), time);
        assertThat(reported.send(call(time, Duration.ofMinutes(1)))).isEqualTo(Calls.OK);
    }

    @Test
    void a_failed_call_is_reported_with_its_code() {
        VirtualTime time = new VirtualTime();
        Recorder recorder = new Recorder();
        Exchange reported = ListenerExchange.toCalls(call -> Outcomes.play("403/20", call), List.of(recorder), time);
        @Nullable
        ForbiddenException failure =
                catchThrowableOfType(ForbiddenException.class, () -> reported.send(call(time, Duration.ofMinutes(1))));
        assertThat(recorder.calls.get(0).subcode()).hasValue(20);
        assertThat(recorder.calls.get(0).failure().orElseThrow()).isSameAs(failure);
    }
}
