package io.clearmladmin.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only on request, or by sleeping. */
final class VirtualTime implements Time {

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public synchronized void sleep(Duration pause) {
        pauses.add(pause);
        pass(pause);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
