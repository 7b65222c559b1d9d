package io.clearmladmin.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events to publish. */
final class Samples {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Samples() {}

    static Event event(String subject, int number) {
        return event(subject, number, Map.of("number", number));
    }

    static Event event(String subject, int number, Map<String, Object> data) {
        return new Event(
                "monitor-1", Event.Kind.LIFECYCLE, "pod.changed", "tenant-1", subject, START.plusSeconds(number), data);
    }

    /** Numbered events of fifty subjects. */
    static Event numbered(int number) {
        return event("pod/" + number % 50, number);
    }

    static List<Event> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::numbered).toList();
    }
}
