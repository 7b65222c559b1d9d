package io.clearmladmin.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Events in portions of which each has one event of a subject at most. So a sink that takes part of a portion cannot publish an
 * event before an earlier one of the same subject.
 */
final class SubjectBatches {

    private SubjectBatches() {}

    static List<List<Event>> of(List<Event> events) {
        List<List<Event>> waves = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        for (Event event : events) {
            int wave = next.merge(event.subject(), 0, (before, zero) -> before + 1);
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(event);
        }
        return waves;
    }

    /** Without those that were published: the last one published of a subject, and what comes before it. */
    static List<Event> unpublished(List<Event> events, Map<String, UUID> lastPublished) {
        Map<String, Integer> publishedUntil = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.id().equals(lastPublished.get(event.subject()))) {
                publishedUntil.put(event.subject(), i);
            }
        }
        List<Event> unpublished = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i > publishedUntil.getOrDefault(events.get(i).subject(), -1)) {
                unpublished.add(events.get(i));
            }
        }
        return unpublished;
    }
}
