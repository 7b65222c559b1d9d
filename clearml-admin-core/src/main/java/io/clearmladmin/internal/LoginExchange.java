package io.clearmladmin.internal;

import io.clearmladmin.errors.DecodingException;
import java.time.Instant;
import java.util.Map;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** {@code auth.login} and {@code auth.logout}: one exchange each, within the deadline of the call that needs the login. */
final class LoginExchange {

    static final EndpointSpec LOGIN = EndpointSpec.everywhere("auth.login");
    private static final EndpointSpec LOGOUT = EndpointSpec.everywhere("auth.logout");

    private final Exchange next;
    private final Time time;

    LoginExchange(Exchange next, Time time) {
        this.next = next;
        this.time = time;
    }

    Token login(String authorization, Login login, @Nullable String tenant, Call needs) {
        Map<String, Object> fields = login.lifetime()
                .<Map<String, Object>>map(lifetime -> Map.of("expiration_sec", lifetime.toSeconds()))
                .orElse(Map.of());
        Reply reply = next.send(call(LOGIN, Bodies.write(fields), ResultReader.of(String.class, "token"), needs)
                .authorized(authorization));
        String text = (String) reply.value();
        if (text == null || text.isBlank()) {
            throw new DecodingException(
                    LOGIN.name(), needs.attempt(), reply.requestId(), "the reply holds no token", null);
        }
        Instant date = reply.headers().getInstant("Date");
        return Token.of(text, date, login.threshold(), time);
    }

    void logout(Token token, Call template) {
        next.send(call(LOGOUT, Bodies.write(Map.of()), ResultReader.of(void.class, ""), template)
                .authorized(token.authorization()));
    }

    // Only the call's deadline and tenant matter here: a login is never impersonated.
    private static Call call(EndpointSpec line, RequestBody body, Result result, Call needs) {
        return new Call(
                line,
                body,
                result,
                needs.context().ownIdentity(),
                needs.trx(),
                needs.deadline(),
                needs.attempt(),
                null,
                needs.unreachableSince());
    }
}
