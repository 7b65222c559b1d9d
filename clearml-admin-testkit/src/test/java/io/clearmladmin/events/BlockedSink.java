package io.clearmladmin.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A sink that takes nothing until it is released. */
final class BlockedSink implements EventSink {

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    void awaitCall() throws InterruptedException {
        if (!called.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the sink was not called");
        }
    }

    @Override
    public void emit(List<Event> events, Duration deadline) {
        called.countDown();
        try {
            if (!closed.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the sink was not released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void release() {
        closed.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
