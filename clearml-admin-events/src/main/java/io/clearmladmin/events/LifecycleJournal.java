package io.clearmladmin.events;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Publishes events and records the last one of each subject, as one step: after a crash at any instant, what is recorded is
 * what was published. One writer at a time; calls block.
 *
 * <p>If another journal of the same monitor takes over, which some journals notice, each method but {@link #close} throws
 * {@link JournalFencedException} from then on: that monitor must end. After any other failure the same call may be made
 * again, after {@link #restore()}. A monitor takes what a journal throws beside that, an {@link Error} too, for such a failure;
 * only a {@link VirtualMachineError} other than {@link StackOverflowError} ends it.
 *
 * <p>An interrupt of the calling thread ends the waiting as the deadline does, with the fate of each event, and the thread stays
 * interrupted.
 */
public interface LifecycleJournal extends AutoCloseable {

    /**
     * The last event published of each subject, by subject, as it was published: also of types that this version does not know.
     * To be called first, and after a failure.
     *
     * @throws JournalFencedException if another has taken over
     */
    Map<String, Event> restore();

    /**
     * Publishes events in their order and records them.
     *
     * @param deadline how long the calling thread waits at most
     * @throws EventsNotEmittedException if that did not work. A journal says whether it takes all of a call or nothing; {@link
     *     #restore()} returns what was published
     * @throws JournalFencedException if another has taken over; if that was noticed only now, its {@link #restore()} shows
     *     whether these events were published
     */
    void record(List<Event> events, Duration deadline);

    /**
     * Forgets subjects that will not be heard of again.
     *
     * @throws JournalFencedException if another has taken over
     */
    void forget(Collection<String> subjects, Duration deadline);

    /** Ends it. May be called again. */
    @Override
    void close();
}
