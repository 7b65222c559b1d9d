package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes numbered events through a journal and through a sink at the same time, and writes down what was acknowledged. It
 * may be killed at any instant; the next one goes on.
 */
final class Emitter {

    /** In a folder: what was acknowledged, a number a line, all of the same length. */
    enum Way {
        JOURNAL,
        SINK;

        Path acknowledged(Path folder) {
            return folder.resolve(name());
        }
    }

    static final String LINE = "%07d\n";

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private Emitter() {}

    /** Arguments: address, name of the topics, count of events, how many a call, folder. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        Path folder = Path.of(arguments[4]);
        CompletableFuture<Void> sink = CompletableFuture.runAsync(
                () -> throughSink(settings(arguments[0], arguments[1], Way.SINK), count, batch, folder));
        throughJournal(settings(arguments[0], arguments[1], Way.JOURNAL), count, batch, folder);
        sink.join();
    }

    static KafkaSettings settings(String address, String name, Way way) {
        return EmbeddedKafka.topics(KafkaSettings.builder().bootstrapServers(address), name + "-" + way.name())
                .build();
    }

    private static void throughJournal(KafkaSettings settings, int count, int batch, Path folder) {
        try (KafkaJournal journal = KafkaJournal.builder(settings, "monitor")
                .restoreTimeout(Duration.ofSeconds(20))
                .build()) {
            Monitor.publish(
                    journal,
                    Samples.lifecycle(0, count),
                    batch,
                    published -> write(Way.JOURNAL.acknowledged(folder), published));
        }
    }

    private static void throughSink(KafkaSettings settings, int count, int batch, Path folder) {
        Path file = Way.SINK.acknowledged(folder);
        Set<Integer> done = read(file);
        List<Event> left = Samples.lifecycle(0, count).stream()
                .filter(event -> !done.contains(number(event)))
                .toList();
        try (KafkaSink sink = KafkaSink.open(settings)) {
            for (int from = 0; from < left.size(); from += batch) {
                List<Event> open = left.subList(from, Math.min(left.size(), from + batch));
                while (!open.isEmpty()) {
                    open = emit(sink, open, file);
                }
            }
        }
    }

    private static List<Event> emit(KafkaSink sink, List<Event> events, Path file) {
        List<Event> failed = List.of();
        try {
            sink.emit(events, DEADLINE);
        } catch (EventsNotEmittedException e) {
            failed = e.failures().stream().map(Failure::event).toList();
        }
        Set<Event> open = new HashSet<>(failed);
        write(file, events.stream().filter(event -> !open.contains(event)).toList());
        return failed;
    }

    private static void write(Path file, List<Event> published) {
        StringBuilder lines = new StringBuilder();
        published.forEach(event -> lines.append(String.format(LINE, number(event))));
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<Integer> read(Path file) {
        try {
            Set<Integer> numbers = new HashSet<>();
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> numbers.add(Integer.valueOf(line)));
            }
            return numbers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int number(Event event) {
        return (Integer) event.data().getOrDefault("number", -1);
    }
}
