package io.clearmladmin.internal;

import java.time.Duration;

/** Sets the deadline of each call, which all exchanges below keep. */
final class DeadlineExchange implements Exchange {

    private final Exchange next;
    private final Duration callTimeout;
    private final Time time;

    DeadlineExchange(Exchange next, Duration callTimeout, Time time) {
        this.next = next;
        this.callTimeout = callTimeout;
        this.time = time;
    }

    @Override
    public Reply send(Call call) {
        Duration timeout = call.context().options().callTimeout().orElse(callTimeout);
        return next.send(call.until(time.nanos() + timeout.toNanos()));
    }
}
