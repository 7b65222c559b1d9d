package io.clearmladmin.micrometer;

import io.clearmladmin.events.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of a call whose outcome is not known: restoring the journal shows which of them were published, and recording
 * them again does not publish those again.
 */
final class OpenEvents {

    // Guarded by this.
    private List<Event> open = List.of();
    private Set<UUID> found = Set.of();

    synchronized void left(List<Event> events) {
        open = events;
    }

    /** What they are about. */
    synchronized Set<String> subjects() {
        return open.stream().map(Event::subject).collect(Collectors.toSet());
    }

    /** Those that were published after all: the last of a subject is remembered, and with it those before it are. */
    synchronized List<Event> foundIn(Map<String, Event> remembered) {
        if (open.isEmpty()) {
            return List.of();
        }
        Map<String, Event> last = new HashMap<>();
        open.forEach(event -> last.put(event.subject(), event));
        List<Event> published = open.stream()
                .filter(event -> isSame(last.get(event.subject()), remembered.get(event.subject())))
                .toList();
        open = List.of();
        Set<UUID> ids = new HashSet<>();
        published.forEach(event -> ids.add(event.id()));
        found = ids;
        return published;
    }

    private static boolean isSame(@Nullable Event ours, @Nullable Event known) {
        return ours != null && known != null && ours.id().equals(known.id());
    }

    /** What of this was not found to be published; to be asked at the next call. */
    synchronized List<Event> withoutFound(List<Event> events) {
        if (found.isEmpty()) {
            return events;
        }
        Set<UUID> known = found;
        found = Set.of();
        return events.stream().filter(event -> !known.contains(event.id())).toList();
    }
}
