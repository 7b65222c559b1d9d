package io.clearmladmin.events;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** What a journal's file says, by its changes so far: where in it the events stand that count. For one thread. */
final class JournalState {

    private static final int WRITTEN_AT_A_TIME = 1_000;

    private final Path path;
    private final Map<String, Kept> published = new LinkedHashMap<>();
    private final NavigableMap<Long, Kept> intended = new TreeMap<>();

    /** An event in the file. */
    record Kept(UUID id, String subject, long position, int length) {}

    JournalState(Path path) {
        this.path = path;
    }

    /** The last event published of each subject, in the order of these events. */
    Map<String, Kept> published() {
        return Collections.unmodifiableMap(published);
    }

    /** The events that are about to be published, by their numbers. */
    NavigableMap<Long, Kept> intended() {
        return Collections.unmodifiableNavigableMap(intended);
    }

    /** Writes a change to the file, and makes it. */
    void write(JournalChange change, JournalLog log) throws IOException {
        byte[] bytes = change.bytes();
        apply(bytes, log.append(bytes));
    }

    /** Adds what is kept of an event to a change. */
    interface Entry<T> {
        void addTo(JournalChange change, T event) throws IOException;
    }

    /** Writes events that were published, so many in a change, and makes these changes. */
    <T> void writePublished(Iterable<T> events, Entry<T> entry, JournalLog log) throws IOException {
        JournalChange change = JournalChange.published();
        for (T event : events) {
            entry.addTo(change, event);
            if (change.entries() == WRITTEN_AT_A_TIME) {
                write(change, log);
                change = JournalChange.published();
            }
        }
        write(change, log);
    }

    /** Makes a change that stands at this position of the file. */
    void apply(byte[] change, long position) {
        ByteBuffer entries = ByteBuffer.wrap(change);
        try {
            byte kind = entries.get();
            while (entries.hasRemaining()) {
                apply(kind, entries, position);
            }
        } catch (BufferUnderflowException failure) {
            throw malformed();
        }
    }

    private void apply(byte kind, ByteBuffer entries, long position) {
        switch (kind) {
            case JournalChange.PUBLISHED -> publish(kept(entries, position));
            case JournalChange.INTENDED -> intended.put(entries.getLong(), kept(entries, position));
            case JournalChange.SETTLED -> settle(entries.getLong(), entries.get() != 0);
            case JournalChange.FORGOTTEN -> published.remove(text(entries));
            default -> throw FileFailures.laterFormat(path, null);
        }
    }

    private void publish(Kept event) {
        published.remove(event.subject());
        published.put(event.subject(), event);
    }

    private void settle(long number, boolean isPublished) {
        Kept event = intended.remove(number);
        if (event == null) {
            throw malformed();
        }
        if (isPublished) {
            publish(event);
        }
    }

    private Kept kept(ByteBuffer entries, long position) {
        String subject = text(entries);
        int length = length(entries);
        int at = entries.position();
        UUID id = new UUID(entries.getLong(), entries.getLong());
        entries.position(at + length);
        return new Kept(id, subject, position + at, length);
    }

    private String text(ByteBuffer entries) {
        byte[] utf8 = new byte[length(entries)];
        entries.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private int length(ByteBuffer entries) {
        int length = entries.getInt();
        if (length < 0 || length > entries.remaining()) {
            throw malformed();
        }
        return length;
    }

    private JournalFileException malformed() {
        return FileFailures.damaged(path, "a change is malformed", null);
    }
}
