package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Publishes numbered events in their order, through a journal, as a monitor does: what the journal remembers says how far it
 * came. Its main method is killed by a test.
 */
final class Monitor {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private Monitor() {}

    /** Arguments: address, name of the topics, monitor's id, count of events, size of a batch, file that says it is ready. */
    public static void main(String[] arguments) throws Exception {
        KafkaSettings settings = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(arguments[0]), arguments[1])
                .build();
        try (KafkaJournal journal = KafkaJournal.open(settings, arguments[2])) {
            journal.restore();
            Files.writeString(Path.of(arguments[5]), "ready");
            publish(journal, Samples.lifecycle(0, Integer.parseInt(arguments[3])), Integer.parseInt(arguments[4]));
        }
    }

    /** How often the journal had to be restored. */
    static int publish(KafkaJournal journal, List<Event> all, int batch) {
        return publish(journal, all, batch, published -> {});
    }

    static int publish(KafkaJournal journal, List<Event> all, int batch, Consumer<List<Event>> whenPublished) {
        int restored = 0;
        int next = next(restore(journal));
        while (next < all.size()) {
            int end = Math.min(next + batch, all.size());
            try {
                journal.record(all.subList(next, end), DEADLINE);
                whenPublished.accept(all.subList(next, end));
                next = end;
            } catch (EventsNotEmittedException e) {
                restored++;
                next = next(restore(journal));
            }
        }
        return restored;
    }

    private static Map<String, Event> restore(KafkaJournal journal) {
        while (true) {
            try {
                return journal.restore();
            } catch (KafkaFailureException again) {
                // Being fenced is another exception, and ends it. Who waits for this in vain wants to know why.
                System.err.println(again.getMessage());
            }
        }
    }

    private static int next(Map<String, Event> state) {
        return state.values().stream()
                .map(event -> (Integer) event.data().get("number"))
                .max(Comparator.naturalOrder())
                .map(number -> number + 1)
                .orElse(0);
    }
}
