package io.clearmladmin.internal;

/** Sends key and secret with every call, and never logs in. */
final class BasicAuthExchange implements Exchange {

    private final Exchange next;

    BasicAuthExchange(Exchange next) {
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
