package io.clearmladmin.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Publishes numbered events in their order, as a monitor does: what the journal remembers says how far it came. Its main method
 * is killed by a test.
 */
final class NumberedMonitor {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private NumberedMonitor() {}

    /** Arguments: the journal's file, the file of the sink, count of events, size of a batch. Says what was acknowledged. */
    public static void main(String[] arguments) throws IOException {
        try (FileSink sink = new FileSink(Path.of(arguments[1]));
                LocalJournal journal = LocalJournal.open(Path.of(arguments[0]), sink)) {
            int count = Integer.parseInt(arguments[2]);
            int batch = Integer.parseInt(arguments[3]);
            for (int next = next(journal.restore()); next < count; next = Math.min(next + batch, count)) {
                journal.record(Samples.numbered(next, Math.min(next + batch, count)), DEADLINE);
                System.out.println("published " + (Math.min(next + batch, count) - 1));
            }
        }
    }

    static int next(Map<String, Event> state) {
        return state.values().stream()
                .map(event -> (Integer) event.data().get("number"))
                .max(Comparator.naturalOrder())
                .map(number -> number + 1)
                .orElse(0);
    }

    static List<String> command(Path journal, Path sink, int count, int batch) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NumberedMonitor.class.getName(),
                journal.toString(),
                sink.toString(),
                Integer.toString(count),
                Integer.toString(batch));
    }
}
