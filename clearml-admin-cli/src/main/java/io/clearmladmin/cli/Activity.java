package io.clearmladmin.cli;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Shows on a terminal that something goes on: how many calls were made, once it takes long and nobody knows how many there will be. */
final class Activity implements CallListener {

    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private final Messages messages;
    private final long start = System.nanoTime();
    private final AtomicInteger calls = new AtomicInteger();

    Activity(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void onCall(CallEvent call) {
        int count = calls.incrementAndGet();
        if (System.nanoTime() - start > PATIENCE) {
            messages.activity(count + " calls, the last " + call.endpoint());
        }
    }
}
