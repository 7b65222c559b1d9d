package io.clearmladmin.events;

import java.time.Duration;
import java.util.List;

/** Where events go. Safe for use by many threads. */
public interface EventSink extends AutoCloseable {

    /**
     * Hands events over and returns when all of them are durable: a crash of this process, or of one machine behind the
     * sink, loses none of them.
     *
     * <p>It returns normally only if all are durable. An interrupt of the calling thread ends the waiting as the deadline does, and
     * the thread stays interrupted. Any exception but the one below says that nothing of the call was published.
     *
     * @param deadline how long the calling thread waits at most
     * @throws EventsNotEmittedException if some are not known to be durable by then, saying of each whether it surely is
     *     not or may be. Emitting those again is right: their ids stay the same
     */
    void emit(List<Event> events, Duration deadline);

    /**
     * Publishes a snapshot: all of it or nothing where the sink can; other sinks publish it in batches, in order, and its last
     * event alone when all before it are durable. Blocks, and takes the events one after the other in the calling thread; what
     * the iterable throws ends the snapshot and comes out as it is: a sink that publishes all or nothing has published nothing
     * then, others may have published batches, and not the last event.
     *
     * @param events all of it, its closing event last
     * @param deadline how long the calling thread waits for the sink at most
     * @throws SnapshotNotEmittedException by a sink that publishes all or nothing, if not all is known to be durable by then
     * @throws EventsNotEmittedException by the others, if some are not; a batch that failed does not stop the next, but the
     *     last event is not published
     */
    default void emitSnapshot(Iterable<Event> events, Duration deadline) {
        new SnapshotInBatches(this, deadline).emit(events);
    }

    /**
     * Publishes what it was handed and ends; what cannot be published within 30 seconds is logged by its ids. May be called
     * again.
     */
    @Override
    void close();
}
