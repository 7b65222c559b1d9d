package io.clearmladmin.internal;

/** Sends key and secret with every call, and never logs in. */
final class BasicAuthenticating implements Exchange {

    private final Exchange next;

    BasicAuthenticating(Exchange next) {
        this.next = next;
    }

    @Override
    public Reply send(Call call) {
        return next.send(
                call.line().anonymous()
                        ? call
                        : call.authorized(call.context().session().basic()));
    }
}
