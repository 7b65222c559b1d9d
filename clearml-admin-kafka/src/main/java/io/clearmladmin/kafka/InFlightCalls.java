package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The calls whose events are not all published yet, so that one can wait for their end. */
final class InFlightCalls {

    private final Set<EmitCall> emissions = new LinkedHashSet<>();
    private boolean closed;

    synchronized boolean begin(EmitCall emission) {
        return !closed && emissions.add(emission);
    }

    synchronized void end(EmitCall emission) {
        emissions.remove(emission);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until those that have begun before have ended; false if they have not by then. */
    boolean await(Deadline deadline) throws InterruptedException {
        List<EmitCall> begun = now();
        synchronized (this) {
            while (begun.stream().anyMatch(emissions::contains)) {
                long nanos = deadline.nanosLeft();
                if (nanos == 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            }
            return true;
        }
    }

    synchronized List<EmitCall> now() {
        return new ArrayList<>(emissions);
    }
}
