package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How fast a journal is beside the disk's own fsync, how large its file gets, and how much memory it takes. */
final class JournalFigures {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String TEXT = "x".repeat(400);

    private JournalFigures() {}

    /** Arguments: a folder on the disk to measure. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "journal");
        for (int round = 0; round < 3; round++) {
            System.out.printf("fsync of 4 KiB written to a file   %,9.2f ms%n", fsync(folder.resolve("fsync" + round)));
            for (int batch : new int[] {1, 10, 100, 500}) {
                speed(folder.resolve("speed" + round + "-" + batch), batch);
            }
        }
        growth(folder.resolve("growth"));
        memory(folder.resolve("memory"));
    }

    private static Event event(int pod, int change) {
        return Samples.event("pod/" + pod, change, Map.of("state", "RUNNING", "text", TEXT));
    }

    private static double fsync(Path file) throws IOException {
        long[] nanos = new long[200];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(true);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static void speed(Path file, int batch) {
        int calls = batch == 1 ? 1_000 : 4_000 / (batch / 10 + 1);
        try (LocalJournal journal = LocalJournal.open(file, new Nowhere())) {
            journal.restore();
            long start = System.nanoTime();
            for (int call = 0; call < calls; call++) {
                List<Event> events = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    events.add(event((call * batch + i) % 10_000, call));
                }
                journal.record(events, LONG);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%4d events a call: %,9.0f events/s, %,6.2f ms a call%n",
                    batch, calls * batch / seconds, seconds * 1_000 / calls);
        }
    }

    private static void growth(Path file) throws IOException {
        long largest = 0;
        try (LocalJournal journal = LocalJournal.open(file, new Nowhere())) {
            journal.restore();
            for (int change = 0; change < 100; change++) {
                for (int from = 0; from < 10_000; from += 500) {
                    List<Event> events = new ArrayList<>();
                    for (int pod = from; pod < from + 500; pod++) {
                        events.add(event(pod, change));
                    }
                    journal.record(events, LONG);
                    largest = Math.max(largest, Files.size(file));
                }
            }
        }
        System.out.printf(
                "10,000 subjects, 100 changes each: largest %,d MiB, at the end %,d MiB%n",
                largest >> 20, Files.size(file) >> 20);
    }

    private static void memory(Path file) throws IOException {
        try (LocalJournal journal = LocalJournal.open(file, new Nowhere())) {
            journal.restore();
            long empty = used();
            for (int from = 0; from < 100_000; from += 500) {
                List<Event> events = new ArrayList<>();
                for (int pod = from; pod < from + 500; pod++) {
                    events.add(event(pod, 1));
                }
                journal.record(events, LONG);
            }
            System.out.printf(
                    "100,000 subjects: file %,d MiB, heap of the journal %,d KiB%n",
                    Files.size(file) >> 20, (used() - empty) >> 10);
            long start = System.nanoTime();
            Map<String, Event> restored = journal.restore();
            long millis = (System.nanoTime() - start) / 1_000_000;
            long withMap = used() - empty;
            System.out.printf("restored in %,d ms, with the map of all %,d MiB%n", millis, withMap >> 20);
            System.out.println(restored.size() + " events");
        }
    }

    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A sink that costs nothing. */
    private static final class Nowhere implements EventSink {
        @Override
        public void emit(List<Event> events, Duration deadline) {}

        @Override
        public void close() {}
    }
}
