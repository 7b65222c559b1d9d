package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.JournalFileException.Reason;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was cut off, or of which a bit is another, is found to be damaged, or it is all there. */
class DamagedJournalTest {

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    private byte[] killed() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(NumberedMonitor.command(file, folder.resolve("sink"), 0, 0));
        command.set(command.indexOf(NumberedMonitor.class.getName()), ManySubjects.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("published");
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        return Files.readAllBytes(file);
    }

    private byte[] closed() throws IOException {
        try (LocalJournal journal = LocalJournal.open(file, new InMemoryEventSink())) {
            ManySubjects.publish(journal);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void a_cut_of_a_killed_process_file_is_found_wherever_it_is() throws Exception {
        checkCuts(killed());
    }

    @Test
    void a_cut_of_a_closed_file_is_found_wherever_it_is() throws IOException {
        checkCuts(closed());
    }

    private void checkCuts(byte[] whole) throws IOException {
        Files.write(file, whole);
        assertThat(isWhole(file, "whole")).isTrue();
        for (int percent = 1; percent < 100; percent++) {
            checkCut(whole, (int) ((long) whole.length * percent / 100));
        }
        for (int cut = 0; cut < 150; cut++) {
            checkCut(whole, 1 + random.nextInt(whole.length - 1));
        }
        checkCut(whole, whole.length - 1);
    }

    private void checkCut(byte[] whole, int size) throws IOException {
        byte[] cut = Arrays.copyOf(whole, size);
        Files.write(file, cut);
        String as = "seed " + seed + ", cut at " + size + " of " + whole.length;
        assertThat(isWhole(file, as)).as(as).isFalse();
        assertThat(Files.readAllBytes(file)).as(as).isEqualTo(cut);
    }

    @Tag("long")
    @Test
    void a_flipped_bit_of_a_killed_process_file_is_found_or_does_no_harm() throws Exception {
        checkFlips(killed());
    }

    @Test
    void a_flipped_bit_of_a_closed_file_is_found_or_does_no_harm() throws IOException {
        checkFlips(closed());
    }

    private void checkFlips(byte[] whole) throws IOException {
        int found = 0;
        for (int flip = 0; flip < 1_000; flip++) {
            found += isFlipFound(whole, random.nextInt(whole.length)) ? 1 : 0;
        }
        System.out.println(found + " of 1000 flipped bits were found, the others did no harm");
    }

    private boolean isFlipFound(byte[] whole, int position) throws IOException {
        byte[] flipped = whole.clone();
        flipped[position] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        Files.write(file, flipped);
        return !isWhole(file, "seed " + seed + ", flipped at " + position + " of " + whole.length);
    }

    @Tag("long")
    @Test
    void a_flipped_bit_of_any_byte_of_a_small_file_is_found_or_does_no_harm() throws IOException {
        Map<String, Event> remembered;
        try (LocalJournal journal = LocalJournal.open(file, new InMemoryEventSink())) {
            journal.restore();
            journal.record(Samples.numbered(0, 5), Samples.SOON);
            journal.forget(List.of("pod/3"), Samples.SOON);
            remembered = journal.restore();
        }
        byte[] whole = Files.readAllBytes(file);
        int changes = 2 * JournalHeader.BYTES;
        for (int position = 0; position < whole.length; position++) {
            byte[] flipped = whole.clone();
            flipped[position] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, flipped);
            String as = "seed " + seed + ", flipped at " + position;
            @Nullable Map<String, Event> restored = restored(file, as);
            assertThat(restored == null || restored.equals(remembered)).as(as).isTrue();
            if (position < JournalHeader.BYTES || position >= changes) {
                assertThat(restored).as(as).isNull();
            }
        }
    }

    private static boolean isWhole(Path file, String as) throws IOException {
        @Nullable Map<String, Event> restored = restored(file, as);
        if (restored != null) {
            ManySubjects.check(restored);
        }
        return restored != null;
    }

    private static @Nullable Map<String, Event> restored(Path file, String as) throws IOException {
        JournalFile open = null;
        try {
            open = JournalFile.open(new JournalStore(file, new JournalDisk()), JournalFile.SMALL);
            assertThat(open.intended()).as(as).isEmpty();
            return open.read(open.published()).stream().collect(Collectors.toMap(Event::subject, event -> event));
        } catch (JournalFileException failure) {
            assertThat(failure.reason()).as(as).isEqualTo(Reason.DAMAGED);
            assertThat(failure).as(as).hasMessageContaining("Put a whole copy in its place");
            return null;
        } finally {
            if (open != null) {
                open.abandon();
            }
        }
    }
}
