package io.clearmladmin.internal;

import io.clearmladmin.errors.UnauthorizedException;

/** Sends each call with the session's token; after a 401 once more with a new one. */
final class AuthenticatingExchange implements Exchange {

    private static final String LOGIN_WORKED =
            "The login itself worked a moment ago: several API servers with different "
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
        Token token = session.token(call);
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

    private Reply sendWith(Token fresh, Call call) {
        try {
            return next.send(call.authorized(fresh.authorization()));
        } catch (UnauthorizedException again) {
            throw new UnauthorizedException(again.error(), LOGIN_WORKED);
        }
    }
}
