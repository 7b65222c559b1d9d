package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallStart;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener opens around a call and its attempts is closed, in order, on every way out. */
class ScopesTest {

    private final MockWebServer server = TestClients.server();
    private final List<String> seen = new ArrayList<>();
    private int status = 200;
    private int subcode;

    /** Records what it is notified of; the name distinguishes two of them. */
    private final class Tracer implements CallListener {

        private final String name;

        Tracer(String name) {
            this.name = name;
        }

        private Scope scope(String what, CallStart start) {
            seen.add(name + " opens " + what + " of " + start.endpoint());
            return end -> seen.add(name + " closes " + what + " of " + end.endpoint() + ", " + end.outcome());
        }

        @Override
        public Scope openCall(CallStart call) {
            return scope("call", call);
        }

        @Override
        public Scope openAttempt(CallStart attempt) {
            return scope("attempt " + attempt.attempt(), attempt);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(TestClients.answering(request -> reply()));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MockResponse reply() {
        int first = status;
        status = first == 502 ? 200 : first;
        return TestClients.json(first, TestClients.envelope(first, subcode, "said", "{}"))
                .build();
    }

    private ClearMl client(CallListener... listeners) {
        return TestClients.of(server.url("/"), settings -> settings.addListeners(listeners));
    }

    @Test
    void an_attempt_and_a_login_are_inside_their_call() {
        status = 502;
        try (ClearMl clearml = client(new Tracer("a"))) {
            clearml.call("users.get_all", Repeat.SAFE, Map.of());
        }
        assertThat(seen)
                .containsExactly(
                        "a opens call of users.get_all",
                        "a opens attempt 1 of auth.login",
                        "a closes attempt 1 of auth.login, DONE",
                        "a opens attempt 1 of users.get_all",
                        "a closes attempt 1 of users.get_all, UNKNOWN",
                        "a opens attempt 2 of users.get_all",
                        "a closes attempt 2 of users.get_all, DONE",
                        "a closes call of users.get_all, DONE");
    }

    @Test
    void of_two_listeners_the_one_that_opened_last_closes_first() {
        try (ClearMl clearml = client(new Tracer("a"), new Tracer("b"))) {
            clearml.call("debug.ping", Repeat.SAFE, Map.of());
        }
        assertThat(seen)
                .startsWith("a opens call of debug.ping", "b opens call of debug.ping")
                .endsWith("b closes call of debug.ping, DONE", "a closes call of debug.ping, DONE");
    }

    @Test
    void a_refusal_closes_both() {
        status = 403;
        subcode = 20;
        try (ClearMl clearml = client(new Tracer("a"))) {
            assertThatThrownBy(() -> clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()))
                    .isInstanceOf(ForbiddenException.class);
        }
        assertThat(seen)
                .endsWith(
                        "a closes attempt 1 of auth.create_user, NOT_DONE",
                        "a closes call of auth.create_user, NOT_DONE");
    }

    @Test
    void what_breaks_a_download_closes_both_and_is_reported() {
        List<CallEvent> ends = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public Scope openCall(CallStart call) {
                return ends::add;
            }
        };
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space left");
            }
        };
        server.setDispatcher(TestClients.answering(request -> new MockResponse.Builder()
                .setHeader("Content-Type", "text/csv")
                .body("id,name")
                .build()));
        try (ClearMl clearml = client(new Tracer("a"), listener)) {
            assertThatThrownBy(
                            () -> clearml.organization().downloadForGetAll("p").to(full))
                    .hasMessageContaining("no space left");
        }
        assertThat(seen).endsWith("a closes call of organization.download_for_get_all, UNKNOWN");
        assertThat(ends)
                .singleElement()
                .satisfies(end -> assertThat(end.failure().orElseThrow()).isInstanceOf(TransportException.class));
    }

    @Test
    void a_listener_that_fails_to_open_or_to_close_affects_neither_the_call_nor_the_others() {
        CallListener broken = new CallListener() {
            @Override
            public Scope openCall(CallStart call) {
                throw new AssertionError("broken");
            }

            @Override
            public Scope openAttempt(CallStart attempt) {
                return end -> {
                    throw new IllegalStateException("broken");
                };
            }
        };
        try (ClearMl clearml = client(broken, new Tracer("a"))) {
            assertThat(clearml.call("debug.ping", Repeat.SAFE, Map.of())).isEmpty();
        }
        assertThat(seen).endsWith("a closes call of debug.ping, DONE");
    }
}
