package io.clearmladmin.internal;

/** Sends key and secret with every call, and never logs in. */
final class BasicAuthenticating implements Exchange {

    private final Exchange next;
    private final String basic;

    BasicAuthenticating(Exchange next, String basic) {
        this.next = next;
        this.basic = basic;
    }

    @Override
    public Reply send(Call call) {
        return next.send(call.line().anonymous() ? call : call.authorized(basic));
    }
}
