package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events to send. */
final class Samples {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Samples() {}

    static Event lifecycle(int number) {
        return lifecycle("pod/" + number % 50, number);
    }

    static Event lifecycle(String subject, int number) {
        return event(Kind.LIFECYCLE, "pod.changed", subject, number, Map.of("number", number));
    }

    static Event inventory(int number) {
        return event(Kind.INVENTORY, "pod.seen", "pod/" + number, number, Map.of("number", number));
    }

    static Event event(Kind kind, String type, String subject, int number, Map<String, Object> data) {
        return new Event("monitor-1", kind, type, "tenant-1", subject, START.plusSeconds(number), data);
    }

    static List<Event> lifecycle(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::lifecycle).toList();
    }

    static List<String> ids(List<Event> events) {
        return events.stream().map(event -> event.id().toString()).toList();
    }
}
