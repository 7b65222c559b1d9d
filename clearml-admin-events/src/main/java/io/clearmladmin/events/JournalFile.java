package io.clearmladmin.events;

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
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file: the last event published of each subject, and the events that are about to be published. Each change is one commit,
 * on disk when the method returns. After a failure of a change it must be closed. For one thread.
 *
 * <p>It only grows, so that no crash finds what was published half overwritten; when most of it is no longer needed, what is
 * goes into a new file, which takes its place in one step.
 */
final class JournalFile implements AutoCloseable {

    /** A file smaller than this is not worth making smaller. */
    static final long SMALL = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final int GROWTH = 4;
    private static final int COPIED_AT_A_TIME = 1_000;

    private final JournalStore stores;
    private final Path path;
    private MVStore store;
    private MVMap<String, byte[]> published;
    private MVMap<Long, byte[]> intended;
    private long large = SMALL;

    private JournalFile(JournalStore stores, MVStore store) {
        this.stores = stores;
        this.path = stores.path();
        this.store = store;
        this.published = JournalStore.published(store);
        this.intended = JournalStore.intended(store);
    }

    /** Makes it if it is not there. */
    static JournalFile open(JournalStore stores) throws IOException {
        return new JournalFile(stores, stores.open());
    }

    /** The last event published of each subject. */
    Map<String, Event> published() throws IOException {
        Map<String, Event> events = new LinkedHashMap<>();
        var cursor = published.cursor(null);
        while (cursor.hasNext()) {
            String subject = cursor.next();
            events.put(subject, read(cursor.getValue()));
        }
        return events;
    }

    /** What is known of these subjects. */
    Map<String, UUID> lastIds(Collection<Event> events) {
        Map<String, UUID> ids = new LinkedHashMap<>();
        for (Event event : events) {
            byte[] last = published.get(event.subject());
            if (last != null) {
                ids.put(event.subject(), EventBytes.id(last));
            }
        }
        return ids;
    }

    /** The events that were about to be published, in their order. */
    List<Event> intended() throws IOException {
        List<Event> events = new ArrayList<>();
        for (byte[] bytes : intended.values()) {
            events.add(read(bytes));
        }
        return events;
    }

    private Event read(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            throw FileFailures.damaged(path, "an event is missing", null);
        }
        try {
            return EventBytes.read(bytes);
        } catch (IOException failure) {
            throw FileFailures.damaged(path, String.valueOf(failure.getMessage()), failure);
        }
    }

    /** These are about to be published. */
    void intend(Collection<byte[]> events) {
        Long last = intended.lastKey();
        long next = last == null ? 0 : last + 1;
        for (byte[] event : events) {
            intended.put(next++, event);
        }
        commit();
    }

    /** These were published; of those about to be published only the others remain. */
    void settle(List<Event> nowPublished, Collection<Event> remaining) {
        Map<UUID, String> publishedIds =
                nowPublished.stream().collect(Collectors.toMap(Event::id, Event::subject, (one, same) -> one));
        Set<UUID> open = remaining.stream().map(Event::id).collect(Collectors.toSet());
        for (Map.Entry<Long, byte[]> intent : List.copyOf(intended.entrySet())) {
            UUID id = EventBytes.id(intent.getValue());
            String subject = publishedIds.get(id);
            if (subject != null) {
                published.put(subject, intent.getValue());
            }
            if (!open.contains(id)) {
                intended.remove(intent.getKey());
            }
        }
        commit();
    }

    void forget(Collection<String> subjects) {
        subjects.forEach(published::remove);
        commit();
    }

    // A commit alone leaves it to the system when it is on disk; sync is fsync.
    private void commit() {
        store.commit();
        store.sync();
        if (store.getFileStore().size() > large) {
            shrink();
        }
    }

    private void shrink() {
        MVStore small = null;
        try {
            small = stores.create();
            copy(published, JournalStore.published(small), small);
            copy(intended, JournalStore.intended(small), small);
            small.commit();
            small.sync();
            stores.putInPlace();
            adopt(small);
        } catch (IOException | MVStoreException failure) {
            // It was only to save room: nothing is lost, and it is tried again later.
            LOG.warn("The journal file {} could not be made smaller: {}", path, failure.toString());
            if (small != null) {
                small.closeImmediately();
            }
            stores.discard();
            large = store.getFileStore().size() + SMALL;
        }
    }

    private void adopt(MVStore small) {
        MVStore old = store;
        store = small;
        published = JournalStore.published(small);
        intended = JournalStore.intended(small);
        large = Math.max(SMALL, GROWTH * small.getFileStore().size());
        old.closeImmediately();
    }

    private static <K> void copy(MVMap<K, byte[]> from, MVMap<K, byte[]> to, MVStore store) {
        int copied = 0;
        var cursor = from.cursor(null);
        while (cursor.hasNext()) {
            K key = cursor.next();
            to.append(key, cursor.getValue());
            if (++copied % COPIED_AT_A_TIME == 0) {
                store.commit();
            }
        }
    }

    @Override
    public void close() {
        stores.close(store);
    }

    /** Closes it without writing anything more. */
    void abandon() {
        stores.abandon(store);
    }
}
