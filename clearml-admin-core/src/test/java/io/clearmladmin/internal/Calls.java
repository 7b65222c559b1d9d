package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;

/** Calls to send through parts of the pipeline in tests. */
final class Calls {

    static final Reply OK = new Reply("done", 200, "request-1", Headers.EMPTY, 1);

    private Calls() {}

    static Call of(String endpoint, Repeat repeat, Time time, Duration deadline) {
        EndpointSpec line = new EndpointSpec(
                endpoint, repeat, repeat == Repeat.UNSAFE, Edition.OPEN_SOURCE, "", "", "users.get_all", false);
        Login login = Login.with("KEY", Secret.of("SECRET"), Optional.empty(), Duration.ofMinutes(6));
        Exchange nowhere = call -> {
            throw new AssertionError("nothing may be sent here");
        };
        Session session = new Session(login, new LoginExchange(nowhere, time), time);
        return of(line, session, time, deadline);
    }

    static Call of(EndpointSpec line, Session session, Time time, Duration deadline) {
        return new Call(
                line,
                Bodies.write(Map.of()),
                ResultReader.of(String.class, ""),
                CallContext.of(session),
                "trx-1",
                time.nanos() + deadline.toNanos(),
                1,
                null,
                null);
    }
}
