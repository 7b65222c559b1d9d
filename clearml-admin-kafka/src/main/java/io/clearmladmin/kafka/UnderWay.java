package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The emissions whose events are not all told yet, so that one can wait for their end. */
final class UnderWay {

    private final Set<Emission> emissions = new LinkedHashSet<>();
    private boolean closed;

    synchronized boolean begin(Emission emission) {
        return !closed && emissions.add(emission);
    }

    synchronized void end(Emission emission) {
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
        List<Emission> begun = now();
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

    synchronized List<Emission> now() {
        return new ArrayList<>(emissions);
    }
}
