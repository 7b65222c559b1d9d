package io.clearmladmin.internal;

import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallEvent.Outcome;
import io.clearmladmin.calls.CallStart;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.TransportException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the events that listeners are notified of: the beginning and end of calls and attempts. */
final class CallEvents {

    private CallEvents() {}

    static CallStart start(Call call, boolean ofCalls, Time time) {
        CallStart.Builder start = CallStart.builder()
                .endpoint(call.endpoint())
                .attempt(call.attempt())
                .trx(call.trx())
                .time(time.now())
                .changes(call.line().changes())
                .ids(ofCalls && call.line().changes() && call.body() instanceof JsonBody json ? json.ids() : Map.of());
        caller(call.context(), start);
        return start.build();
    }

    private static void caller(CallContext context, CallStart.Builder start) {
        Token token = context.session().held();
        Optional<TokenClaims.Identity> identity =
                Optional.ofNullable(token).flatMap(held -> held.claims().identity());
        String key = context.session().login().accessKey();
        start.user(identity.flatMap(TokenClaims.Identity::user))
                .accessKey(key.isEmpty() ? Optional.empty() : Optional.of(RequestIds.shortened(key)))
                .tenant(Optional.ofNullable(context.tenant()).or(() -> identity.flatMap(TokenClaims.Identity::company)))
                .impersonating(Optional.ofNullable(context.impersonateAs()))
                .actingAs(Optional.ofNullable(context.actAs()));
    }

    static CallEvent end(
            CallStart start,
            Call call,
            boolean ofCalls,
            Duration duration,
            @Nullable Reply reply,
            @Nullable ClearMlException failure) {
        CallStart.Builder begun = CallStart.builder().from(start);
        caller(call.context(), begun);
        int attempts = attempts(call, reply, failure);
        CallEvent.Builder event = CallEvent.builder()
                .start(begun.build())
                .endpoint(call.endpoint())
                .attempt(attempts)
                .duration(duration)
                .outcome(outcome(call, ofCalls ? attempts : 1, failure))
                .trx(call.trx());
        if (reply != null) {
            event.httpStatus(reply.httpStatus()).subcode(0).requestId(Optional.ofNullable(reply.requestId()));
        }
        if (failure != null) {
            event.failure(failure);
            describe(failure, event);
        }
        return event.build();
    }

    private static int attempts(Call call, @Nullable Reply reply, @Nullable ClearMlException failure) {
        if (failure instanceof CallException of) {
            return Math.max(1, of.attempts());
        }
        return reply == null ? call.attempt() : reply.attempts();
    }

    private static Outcome outcome(Call call, int attempts, @Nullable ClearMlException failure) {
        if (failure == null) {
            return Outcome.DONE;
        }
        // A failed login, or a last attempt that was not sent, proves nothing about the attempts before.
        boolean isLast = attempts == 1 || !call.line().mayRepeat();
        boolean isKnown = failure instanceof CallException of
                && !(failure instanceof OutcomeUnknownException)
                && (!of.endpoint().equals(call.endpoint()) || RetryDecision.isNotCarriedOut(of));
        return isLast && isKnown ? Outcome.NOT_DONE : Outcome.UNKNOWN;
    }

    private static void describe(ClearMlException failure, CallEvent.Builder event) {
        if (failure instanceof OutcomeUnknownException && failure.getCause() instanceof CallException hiding) {
            describe(hiding, event);
        } else if (failure instanceof ApiException api) {
            event.httpStatus(api.error().httpStatus()).subcode(api.subcode()).requestId(api.requestId());
        } else if (failure instanceof GatewayException gateway) {
            event.httpStatus(gateway.httpStatus());
        } else if (failure instanceof DecodingException decoding) {
            event.requestId(decoding.requestId());
        }
    }

    /** The end of a call that was aborted by something else than the call. */
    static TransportException broken(Call call) {
        return new TransportException(
                call.endpoint(),
                call.attempt(),
                TransportException.Fate.UNKNOWN,
                "aborted on this side: the caller has the reason",
                null);
    }
}
