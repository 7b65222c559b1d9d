package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.configuration.ClientConfig;
import io.clearmladmin.internal.configuration.ConfigResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests are counted at the server's socket: as many as the listener heard of, and one of what must not be repeated. */
class SentOnceTest {

    private static final int MOST_ATTEMPTS = 3;
    private static final int SAMPLES_OF_EACH = 3;
    private static final Set<Integer> NOT_CARRIED_OUT =
            Set.of(400, 401, 403, 404, 405, 407, 411, 413, 414, 415, 429, 431);
    private static final Set<Integer> PASSING = Set.of(408, 429, 460, 499);

    private static Ways ways;

    @BeforeAll
    static void start() throws IOException {
        ways = new Ways();
    }

    @AfterAll
    static void stop() throws IOException {
        ways.close();
    }

    /** The kinds of request that the client makes. */
    enum Kind {
        SAFE,
        UNSAFE,
        LOGIN,
        DOWNLOAD,
        METERING;

        Call call(Session session) {
            Result result = ResultReader.of(String.class, "token");
            EndpointSpec line = EndpointSpec.named("auth.do_something", this == SAFE ? Repeat.SAFE : Repeat.UNSAFE);
            if (this == DOWNLOAD) {
                line = EndpointSpec.named("organization.download", Repeat.SAFE);
                result = new DownloadReader(ByteArrayOutputStream::new, true);
            } else if (this == METERING) {
                line = EndpointSpec.elsewhere("get_usages", Repeat.SAFE);
                result = new BareJsonReader(ResultReader.of(List.class, "tenants"));
            }
            return call(line, result, session);
        }

        static Call call(EndpointSpec line, Result result, Session session) {
            return new Call(line, Bodies.write(Map.of("a", 1)), result, CallContext.of(session), "trx");
        }
    }

    /** How a call ends, and after how many requests. */
    record End(Class<? extends CallException> failure, int requests) {

        static End of(Kind kind, ScriptedAnswer answer) {
            boolean once = kind == Kind.UNSAFE;
            int status = answer.status();
            if (answer.form() == ScriptedAnswer.Form.UNDECODABLE) {
                return once ? unknown() : new End(DecodingException.class, 1);
            }
            if (answer.form().isFault()) {
                return once ? unknown() : new End(TransportException.class, MOST_ATTEMPTS);
            }
            if (status == 407) {
                return new End(CallException.class, 1);
            }
            if (kind == Kind.METERING && (status == 401 || status == 403)) {
                return new End(CallException.class, 1);
            }
            return answer.isEnvelope() ? ofServer(status, once) : ofGateway(status, once);
        }

        private static End unknown() {
            return new End(OutcomeUnknownException.class, 1);
        }

        private static End ofServer(int code, boolean once) {
            if (code == 429 || code == 503) {
                return new End(ApiException.class, MOST_ATTEMPTS);
            }
            if (code >= 500 && once) {
                return unknown();
            }
            return new End(ApiException.class, List.of(500, 502, 504).contains(code) ? MOST_ATTEMPTS : 1);
        }

        private static End ofGateway(int status, boolean once) {
            boolean isKnown = NOT_CARRIED_OUT.contains(status) || (status >= 300 && status < 400);
            if (once) {
                return isKnown ? new End(GatewayException.class, 1) : unknown();
            }
            boolean passes = PASSING.contains(status) || status >= 500;
            return new End(GatewayException.class, passes ? MOST_ATTEMPTS : 1);
        }
    }

    /** A client with its own budget and time, that has counted its attempts. */
    private static final class Client {

        private final List<CallEvent> attempts = new CopyOnWriteArrayList<>();
        private final Pipeline pipeline;

        Client(Way way, boolean logsIn, int maxAttempts) {
            ClientConfig.Builder given = ClientConfig.builder();
            given.apiUrl(way.url());
            given.apiUrlUnchecked(true);
            given.accessKey("KEY");
            given.secretKey(Secret.of("SECRET"));
            given.basicAuth(!logsIn);
            given.maxAttempts(maxAttempts);
            given.http(way.http());
            given.addListeners(new CallListener() {
                @Override
                public void onAttempt(CallEvent attempt) {
                    attempts.add(attempt);
                }
            });
            pipeline = new Pipeline(ConfigResolver.resolve(given.build()), new VirtualTime());
        }
    }

    private static @Nullable Throwable ended(Client client, Kind kind) {
        return ended(client, kind.call(client.pipeline.session()));
    }

    private static @Nullable Throwable ended(Client client, Call call) {
        try {
            client.pipeline.calls().send(call);
            return null;
        } catch (CallException failure) {
            return failure;
        }
    }

    // Everything that is wrong with one call, so that a run shows all of it.
    private static void check(Way way, Kind kind, ScriptedAnswer answer, List<String> wrong) {
        Client client = new Client(way, kind == Kind.LOGIN, MOST_ATTEMPTS);
        way.answer(answer);
        Throwable failure = ended(client, kind);
        compare(way + " " + kind + " " + answer, way, client, failure, kind, answer, wrong);
    }

    private static void compare(
            String what,
            Way way,
            Client client,
            @Nullable Throwable failure,
            Kind kind,
            ScriptedAnswer answer,
            List<String> wrong) {
        int requests = way.requests();
        if (requests != client.attempts.size()) {
            wrong.add(what + ": " + requests + " requests, listener heard of " + client.attempts.size());
        }
        boolean isSuccess = answer.status() < 300 && !answer.form().isFault();
        boolean isTaken = kind == Kind.DOWNLOAD || kind == Kind.METERING || answer.isEnvelope();
        if (isSuccess && isTaken) {
            if (requests > 2 || failure instanceof OutcomeUnknownException) {
                wrong.add(what + ": " + requests + " requests, " + failure);
            }
            return;
        }
        End end = End.of(kind, answer);
        if (requests != end.requests() || !end.failure().isInstance(failure)) {
            wrong.add(what + ": expected " + end + ", but " + requests + " requests and " + failure);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SAFE", "UNSAFE"})
    void every_status_in_every_form(Kind kind) {
        List<String> wrong = new ArrayList<>();
        ScriptedAnswer.product(ScriptedAnswer.STATUSES.stream())
                .forEach(answer -> check(ways.direct(), kind, answer, wrong));
        assertThat(wrong).isEmpty();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_status_from_200_to_599_in_every_form(Kind kind) {
        List<String> wrong = new ArrayList<>();
        ScriptedAnswer.product(IntStream.rangeClosed(200, 599).boxed())
                .forEach(answer -> check(ways.direct(), kind, answer, wrong));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_status_and_fault_over_http_2_and_through_proxies(Kind kind) {
        List<String> wrong = new ArrayList<>();
        for (Way way : ways.all()) {
            Stream.concat(ScriptedAnswer.eachStatusOnce(), ScriptedAnswer.faults())
                    .forEach(answer -> check(way, kind, answer, wrong));
        }
        assertThat(wrong).isEmpty();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_status_in_every_form_over_http_2_and_through_proxies(Kind kind) {
        List<String> wrong = new ArrayList<>();
        for (Way way : ways.all()) {
            ScriptedAnswer.product(ScriptedAnswer.STATUSES.stream()).forEach(answer -> check(way, kind, answer, wrong));
        }
        assertThat(wrong).isEmpty();
    }

    static List<Method> unsafeMethods() {
        return ServiceMethods.all().stream()
                .filter(method -> method.getAnnotation(Endpoint.class).repeat() == Repeat.UNSAFE)
                .toList();
    }

    private static void check(Method method, ScriptedAnswer answer, List<String> wrong) {
        Client client = new Client(ways.direct(), false, MOST_ATTEMPTS);
        ways.direct().answer(answer);
        Endpoint annotation = method.getAnnotation(Endpoint.class);
        EndpointSpec line = EndpointSpec.of(annotation);
        Result result = ResultReader.of(method.getGenericReturnType(), annotation.result());
        @Nullable Throwable failure = ended(client, Kind.call(line, result, client.pipeline.session()));
        String what = line.name() + " " + answer;
        if (failure instanceof OutcomeUnknownException unknown
                && !unknown.verifyWith().equals(line.verifyWith())) {
            wrong.add(what + ": verified with " + unknown.verifyWith());
        }
        // Who returns nothing, or a map that may be empty, takes any data.
        boolean takesAnything = answer.form() == ScriptedAnswer.Form.UNDECODABLE && failure == null;
        if (!takesAnything && (answer.status() >= 300 || !answer.isEnvelope())) {
            compare(what, ways.direct(), client, failure, Kind.UNSAFE, answer, wrong);
        } else if (ways.direct().requests() != 1) {
            wrong.add(what + ": " + ways.direct().requests() + " requests");
        }
    }

    /** Each endpoint meets some statuses, and each status some endpoints. */
    @Test
    void every_unsafe_endpoint_and_every_status() {
        List<Method> methods = unsafeMethods();
        List<ScriptedAnswer> answers = Stream.concat(
                        ScriptedAnswer.product(ScriptedAnswer.STATUSES.stream()), ScriptedAnswer.faults())
                .toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < answers.size() * SAMPLES_OF_EACH; i++) {
            check(methods.get(i % methods.size()), answers.get(i % answers.size()), wrong);
        }
        assertThat(answers.size() * SAMPLES_OF_EACH).isGreaterThan(methods.size());
        assertThat(wrong).isEmpty();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("unsafeMethods")
    void every_unsafe_endpoint_with_every_status(Method method) {
        List<String> wrong = new ArrayList<>();
        Stream.concat(ScriptedAnswer.product(ScriptedAnswer.STATUSES.stream()), ScriptedAnswer.faults())
                .forEach(answer -> check(method, answer, wrong));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void one_attempt_is_one_request(Kind kind) {
        List<String> wrong = new ArrayList<>();
        for (Way way : ways.all()) {
            for (int status : new int[] {401, 408, 421, 503}) {
                Client client = new Client(way, kind == Kind.LOGIN, 1);
                way.answer(new ScriptedAnswer(status, ScriptedAnswer.Form.HTML));
                Throwable failure = ended(client, kind);
                if (way.requests() != 1 || client.attempts.size() != 1) {
                    wrong.add(way + " " + status + ": " + way.requests() + " requests, " + failure);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** OkHttp lets hosts with one certificate and address share a connection; a 421 says that they must not. */
    @Test
    void a_connection_that_two_hosts_share_is_left_to_one_of_them_without_a_second_request() throws IOException {
        try (TwoHosts hosts = new TwoHosts()) {
            Client first = new Client(hosts.way("a.test"), false, MOST_ATTEMPTS);
            hosts.answer(new ScriptedAnswer(200, ScriptedAnswer.Form.ENVELOPE));
            assertThat(ended(first, Kind.SAFE)).isNull();
            hosts.answer(new ScriptedAnswer(421, ScriptedAnswer.Form.HTML));
            Client second = new Client(hosts.way("b.test"), false, MOST_ATTEMPTS);
            assertThat(ended(second, Kind.SAFE)).isInstanceOf(GatewayException.class);
            assertThat(hosts.connections()).isEqualTo(1);
            assertThat(hosts.requests()).isEqualTo(1);
            assertThat(second.attempts).hasSize(1);
        }
    }

    /** A way to a server, which counts the requests since its answer was set. */
    interface Way {
        String url();

        OkHttpClient http();

        void answer(ScriptedAnswer answer);

        int requests();
    }
}
