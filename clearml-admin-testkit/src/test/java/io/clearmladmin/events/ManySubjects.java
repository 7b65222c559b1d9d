package io.clearmladmin.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Publishes events of many subjects, the first half twice, and waits until it is killed. */
final class ManySubjects {

    static final int COUNT = 450;

    private ManySubjects() {}

    static void publish(LocalJournal journal) {
        journal.restore();
        for (int from = 0; from < COUNT; from += 10) {
            journal.record(events(from, from + 10, 1), Samples.SOON);
        }
        journal.record(events(0, COUNT / 2, 2), Samples.SOON);
    }

    private static List<Event> events(int from, int to, int change) {
        return IntStream.range(from, to)
                .mapToObj(pod -> Samples.event("pod/" + pod, change, Map.of("pod", pod)))
                .toList();
    }

    static void check(Map<String, Event> restored) {
        org.assertj.core.api.Assertions.assertThat(restored.values())
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(
                                events(0, COUNT / 2, 2).stream(), events(COUNT / 2, COUNT, 1).stream())
                        .toList());
    }

    /** Arguments: the journal's file, and that of the sink. */
    public static void main(String[] arguments) throws IOException {
        try (FileSink sink = new FileSink(Path.of(arguments[1]));
                LocalJournal journal = LocalJournal.open(Path.of(arguments[0]), sink)) {
            publish(journal);
            System.out.println("published");
            System.in.read();
        }
    }
}
