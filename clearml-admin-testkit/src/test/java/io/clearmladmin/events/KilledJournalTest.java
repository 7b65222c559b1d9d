package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a journal is killed at random instants. */
class KilledJournalTest {

    private static final int MANY = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void a_killed_process_has_published_and_recorded_all_that_was_acknowledged() throws Exception {
        killAndCheck(System.nanoTime(), 4);
    }

    @Test
    @Tag("long")
    void kills_at_random_instants_lose_nothing() throws Exception {
        for (int run = 0; run < 20; run++) {
            killAndCheck(Long.getLong("journal.seed", System.nanoTime()), 6);
        }
    }

    private void killAndCheck(long seed, int kills) throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path journal = folder.resolve("journal-" + seed);
        Path sink = folder.resolve("sink-" + seed);
        int acknowledged = -1;
        for (int kill = 0; kill < kills; kill++) {
            int batch = 1 + random.nextInt(120);
            acknowledged = Math.max(acknowledged, runAndKill(journal, sink, batch, random.nextInt(40_000)));
            assertThat(remembered(journal, sink)).as("seed " + seed).isGreaterThanOrEqualTo(acknowledged);
        }
        assertPublishedInOrder(sink, acknowledged, seed);
    }

    // Killed so long after the first acknowledgement that it is now and then in the middle of a batch.
    private int runAndKill(Path journal, Path sink, int batch, int micros) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(NumberedMonitor.command(journal, sink, MANY, batch))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        int last = -1;
        try (BufferedReader lines = process.inputReader()) {
            last = number(lines.readLine(), last);
            TimeUnit.MICROSECONDS.sleep(micros);
            process.toHandle().destroyForcibly(); // of the process itself would close the lines that are left
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = number(line, last);
            }
        }
        assertThat(last).as(Files.readString(folder.resolve("errors"))).isGreaterThanOrEqualTo(0);
        return last;
    }

    private static int number(String line, int last) {
        return line != null && line.matches("published \\d+") ? Integer.parseInt(line.substring(10)) : last;
    }

    private static int remembered(Path journal, Path sink) throws IOException {
        try (FileSink open = new FileSink(sink);
                LocalJournal restored = LocalJournal.open(journal, open)) {
            return NumberedMonitor.next(restored.restore()) - 1;
        }
    }

    private static void assertPublishedInOrder(Path sink, int acknowledged, long seed) throws IOException {
        List<String> published = FileSink.whole(sink);
        Set<String> unique = new HashSet<>(published);
        for (int number = 0; number <= acknowledged; number++) {
            assertThat(unique).as("seed " + seed).contains(FileSink.line(Samples.numbered(number)));
        }
        // A repeat has the same id, so it is the same line.
        long numbers = unique.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .count();
        assertThat(unique).as("seed " + seed).hasSize((int) numbers);
        System.out.println(
                "published " + unique.size() + " events, " + (published.size() - unique.size()) + " of them twice");
    }
}
