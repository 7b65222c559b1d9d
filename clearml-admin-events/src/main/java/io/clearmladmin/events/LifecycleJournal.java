package io.clearmladmin.events;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
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
     * Hands over the last event published of each subject, as it was published: also of types that this version does not know.
     * Restoring is called first, and after a failure. The journal itself keeps none of these events in memory.
     *
     * @param handler gets them one by one, in the calling thread, before this returns. What it has from a call that throws is
     *     void
     * @throws JournalFencedException if another has taken over
     */
    void restore(RestoreHandler handler);

    /** The same as a map by subject, which holds all these events at once. */
    default Map<String, Event> restore() {
        Map<String, Event> last = new LinkedHashMap<>();
        restore(new RestoreHandler() {
            @Override
            public void onLast(Event event) {
                // Taken out first, so that the order is that of the last events.
                last.remove(event.subject());
                last.put(event.subject(), event);
            }

            @Override
            public void onForgotten(String subject) {
                last.remove(subject);
            }
        });
        return last;
    }

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

    /**
     * Gets what a journal remembers, event by event. Of a subject it may get several events, each of which replaces the one
     * before: a journal that reads what it wrote in order need not know which is the last. It throws nothing: else restoring
     * fails.
     */
    interface RestoreHandler {

        /** The last event published of its subject, as far as is read. */
        void onLast(Event event);

        /** Nothing is remembered of this subject, as far as is read, whatever came of it before; perhaps nothing did. */
        void onForgotten(String subject);
    }
}
