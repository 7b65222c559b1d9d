package io.clearmladmin.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Publishes numbered events until its journal fails, says how, waits for a line, and goes on. Started by a test, which limits
 * how large its files may grow.
 */
final class FullDisk {

    private FullDisk() {}

    /** Arguments: the journal's file, how many events are published after the failure, how many at a time. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int batch = Integer.parseInt(arguments[2]);
        try (LocalJournal journal = LocalJournal.open(Path.of(arguments[0]), new Printed())) {
            int next = NumberedMonitor.next(journal.restore());
            int end = Integer.MAX_VALUE - batch;
            while (next < end) {
                try {
                    journal.record(Samples.numbered(next, next + batch), Samples.SOON);
                    next += batch;
                    System.out.println("published " + (next - 1));
                } catch (EventsNotEmittedException e) {
                    System.out.println("failed " + e.failures().get(0).fate() + " " + e.getCause());
                    orders.readLine();
                    next = NumberedMonitor.next(journal.restore());
                    System.out.println("restored " + (next - 1));
                    end = next + Integer.parseInt(arguments[1]);
                }
            }
        }
        System.out.println("end");
    }

    private static final class Printed implements EventSink {
        @Override
        public void emit(List<Event> events, Duration deadline) {
            events.forEach(event -> System.out.println("emitted " + FileSink.line(event)));
        }

        @Override
        public void close() {}
    }
}
