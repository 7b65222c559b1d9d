package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The last event that was read of a pod; enough to know repeats. The times of a monitor's events of a pod never go back: what is
 * older than the last was read before. That takes some hundred bytes for a pod, however long it runs.
 *
 * @param time the event's time
 * @param written when it was written to the topic
 * @param ids of all events of this pod with this time
 */
record LastRead(Instant time, Instant written, Set<String> ids) {

    LastRead {
        ids = Set.copyOf(ids);
    }

    /** Whose times do not go back: those of one pod, by one monitor. */
    static String key(Event event) {
        return event.source() + " " + event.subject();
    }

    /** Whether an event was read, by what was read last of the same pod. */
    static boolean isRepeat(@Nullable LastRead last, Event event) {
        return last != null
                && (event.time().isBefore(last.time)
                        || (event.time().equals(last.time)
                                && last.ids.contains(event.id().toString())));
    }

    /** After an event that is no repeat. */
    static LastRead after(@Nullable LastRead last, Event event, Instant written) {
        Set<String> ids = new HashSet<>();
        if (last != null && last.time.equals(event.time())) {
            ids.addAll(last.ids);
        }
        ids.add(event.id().toString());
        return new LastRead(event.time(), written, ids);
    }

    /** A text: the times, and the ids after them. */
    static Serde<LastRead> serde() {
        StringSerializer writer = new StringSerializer();
        StringDeserializer reader = new StringDeserializer();
        return Serdes.serdeFrom(
                (topic, last) -> last == null ? null : writer.serialize(topic, last.text()),
                (topic, bytes) -> bytes == null ? null : of(reader.deserialize(topic, bytes)));
    }

    private String text() {
        return time + " " + written + " " + String.join(" ", ids);
    }

    private static LastRead of(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return new LastRead(
                Instant.parse(words.get(0)), Instant.parse(words.get(1)), Set.copyOf(words.subList(2, words.size())));
    }
}
