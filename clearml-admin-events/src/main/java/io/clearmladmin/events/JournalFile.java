package io.clearmladmin.events;

import io.clearmladmin.events.JournalState.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file: the last event published of each subject, and the events that are about to be published. Each change is on disk
 * when the method returns. After a failure of a change it must be closed. For one thread.
 *
 * <p>It only grows, so that no crash finds what was published half overwritten; when most of it is no longer needed, what is
 * goes into a new file, which takes its place in one step.
 */
final class JournalFile implements AutoCloseable {

    /** A file smaller than this is not worth making smaller. */
    static final long SMALL = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final int GROWTH = 4;

    private final JournalStore stores;
    private final Path path;
    private final long small;
    private JournalState state;
    private JournalLog log;
    private long large;

    private JournalFile(JournalStore stores, JournalState state, JournalLog log, long small) {
        this.stores = stores;
        this.path = stores.path();
        this.state = state;
        this.log = log;
        this.small = small;
        this.large = small;
    }

    /** Makes it if it is not there, and makes it smaller from this size on. */
    static JournalFile open(JournalStore stores, long small) throws IOException {
        JournalState state = new JournalState(stores.path());
        return new JournalFile(stores, state, stores.open(state), small);
    }

    /** Where the last event published of each subject stands, in the order of these events. */
    List<Kept> published() {
        return List.copyOf(state.published().values());
    }

    /** The events that stand there, of this state of the file. */
    List<Event> read(Collection<Kept> some) throws IOException {
        List<Event> events = new ArrayList<>(some.size());
        for (Kept kept : some) {
            events.add(read(kept));
        }
        return events;
    }

    /** What is known of these subjects. */
    Map<String, UUID> lastIds(Collection<Event> events) {
        Map<String, UUID> ids = new LinkedHashMap<>();
        for (Event event : events) {
            Kept last = state.published().get(event.subject());
            if (last != null) {
                ids.put(event.subject(), last.id());
            }
        }
        return ids;
    }

    /** The events that were about to be published, in their order. */
    List<Event> intended() throws IOException {
        return read(state.intended().values());
    }

    private Event read(Kept kept) throws IOException {
        try {
            Event event = EventBytes.read(bytes(kept));
            if (!event.subject().equals(kept.subject())) {
                throw FileFailures.damaged(path, "an event is of another subject", null);
            }
            return event;
        } catch (IOException failure) {
            throw FileFailures.damaged(path, String.valueOf(failure.getMessage()), failure);
        }
    }

    private byte[] bytes(Kept kept) throws IOException {
        return log.read(kept.position(), kept.length());
    }

    /** These are about to be published; their bytes are in the same order. */
    void intend(List<Event> events, List<byte[]> bytes) throws IOException {
        JournalChange change = JournalChange.intended();
        long next = state.intended().isEmpty() ? 0 : state.intended().lastKey() + 1;
        for (int i = 0; i < events.size(); i++) {
            change.intended(next + i, events.get(i).subject(), bytes.get(i));
        }
        commit(change);
    }

    /** These were published; of those about to be published only the others remain. */
    void settle(List<Event> nowPublished, Collection<Event> remaining) throws IOException {
        Set<UUID> published = ids(nowPublished);
        Set<UUID> open = ids(remaining);
        JournalChange change = JournalChange.settled();
        for (Map.Entry<Long, Kept> intent : state.intended().entrySet()) {
            UUID id = intent.getValue().id();
            if (!open.contains(id)) {
                change.settled(intent.getKey(), published.contains(id));
            }
        }
        commit(change);
    }

    private static Set<UUID> ids(Collection<Event> events) {
        return events.stream().map(Event::id).collect(Collectors.toSet());
    }

    void forget(Collection<String> subjects) throws IOException {
        JournalChange change = JournalChange.forgotten();
        for (String subject : subjects) {
            change.forgotten(subject);
        }
        commit(change);
    }

    private void commit(JournalChange change) throws IOException {
        if (change.entries() == 0) {
            return;
        }
        state.write(change, log);
        log.commit();
        if (log.size() > large) {
            shrink();
        }
    }

    private void shrink() throws IOException {
        JournalLog smaller = null;
        JournalState copied = new JournalState(path);
        try {
            smaller = stores.create();
            copied.writePublished(
                    state.published().values(),
                    (change, kept) -> change.published(kept.subject(), bytes(kept)),
                    smaller);
            copyIntended(smaller, copied);
            stores.putInPlace(smaller);
        } catch (IOException | JournalFileException failure) {
            // It was only to save room: nothing is lost, and it is tried again later.
            LOG.warn("The journal file {} could not be made smaller: {}", path, failure.toString());
            stores.discard(smaller);
            large = log.size() + small;
            return;
        }
        // From here on the old file has no name.
        JournalLog old = log;
        log = smaller;
        state = copied;
        large = Math.max(small, GROWTH * smaller.size());
        old.close();
        stores.forceName();
    }

    private void copyIntended(JournalLog to, JournalState copied) throws IOException {
        JournalChange change = JournalChange.intended();
        for (Map.Entry<Long, Kept> intent : state.intended().entrySet()) {
            Kept kept = intent.getValue();
            change.intended(intent.getKey(), kept.subject(), bytes(kept));
        }
        copied.write(change, to);
    }

    @Override
    public void close() {
        stores.close(log);
    }

    /** Closes it without writing anything more. */
    void abandon() {
        stores.abandon(log);
    }
}
