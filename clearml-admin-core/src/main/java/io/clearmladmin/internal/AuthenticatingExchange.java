package io.clearmladmin.internal;

import io.clearmladmin.errors.ServerTooOldException;
import io.clearmladmin.errors.UnauthorizedException;

/** Sends each call with the session's token; after a 401 once more with a new one. */
final class AuthenticatingExchange implements Exchange {

    private static final String LOGIN_WORKED = "The login itself just succeeded: several API servers with different "
            + "secrets or databases may answer at this address.";

    private final Exchange next;

    AuthenticatingExchange(Exchange next) {
        this.next = next;
    }

    @Override
    public Reply send(Call call) {
        if (call.line().anonymous()) {
            return next.send(call);
        }
        Session session = call.context().session();
        Token token = current(session.token(call), call);
        try {
            return next.send(call.authorized(token.authorization()));
        } catch (UnauthorizedException rejected) {
            if (!rejected.endpoint().equals(call.endpoint()) || !session.canLogInAgain()) {
                throw rejected;
            }
            Token fresh = session.replace(token, call);
            return sendWith(fresh, call);
        }
    }

    // An old token may predate an update of the server, so that only a new one proves that the server is too old.
    private static Token current(Token token, Call call) {
        Session session = call.context().session();
        if (!isTooOld(token, call) || !session.canLogInAgain()) {
            return token;
        }
        Token fresh = session.replace(token, call);
        if (isTooOld(fresh, call)) {
            String found = fresh.claims().apiVersion().orElseThrow();
            throw new ServerTooOldException(
                    call.endpoint(), call.attempt(), call.line().since(), found);
        }
        return fresh;
    }

    private static boolean isTooOld(Token token, Call call) {
        return call.line().isNewerThan(token.claims().apiVersion());
    }

    private Reply sendWith(Token fresh, Call call) {
        try {
            return next.send(call.authorized(fresh.authorization()));
        } catch (UnauthorizedException again) {
            throw new UnauthorizedException(again.error(), LOGIN_WORKED);
        }
    }
}
