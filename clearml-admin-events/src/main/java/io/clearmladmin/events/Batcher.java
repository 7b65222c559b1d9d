package io.clearmladmin.events;

import java.util.ArrayList;
import java.util.List;

/** Gathers events until there are enough for one step, by count and by bytes. Not for use by several threads. */
final class Batcher {

    static final int MOST_EVENTS = 500;
    static final long MOST_BYTES = 1 << 20;

    private final int maxEvents;
    private final long maxBytes;
    private List<Event> gathered = new ArrayList<>();
    private long bytes;

    Batcher(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Whether an event of this size fits in with those that are there; the first always does. */
    boolean hasRoom(long size) {
        return gathered.isEmpty() || (gathered.size() < maxEvents && bytes + size <= maxBytes);
    }

    /** Adds an event. Returns those before it, if it does not fit in with them; else nothing. */
    List<Event> add(Event event, long size) {
        List<Event> full = hasRoom(size) ? List.of() : take();
        gathered.add(event);
        bytes += size;
        return full;
    }

    /** Takes what there is. */
    List<Event> take() {
        List<Event> taken = gathered;
        gathered = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
