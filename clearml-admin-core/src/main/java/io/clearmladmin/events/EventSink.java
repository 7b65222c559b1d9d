package io.clearmladmin.events;

import java.time.Duration;
import java.util.List;

/** Where events go. Safe for use by many threads. */
public interface EventSink extends AutoCloseable {

    /**
     * Hands events over and returns when all of them are durable: a crash of this process, or of one machine behind the
     * sink, loses none of them.
     *
     * @param deadline how long the calling thread waits at most
     * @throws EventsNotEmittedException if some are not known to be durable by then, telling of each whether it surely is
     *     not or may be. Telling those again is right: their ids stay the same
     */
    void emit(List<Event> events, Duration deadline);

    /** Tells what it was handed and ends; what cannot be told within 30 seconds is logged by its ids. May be called again. */
    @Override
    void close();
}
