package io.clearmladmin.events;

import static io.clearmladmin.events.Samples.SOON;
import static io.clearmladmin.events.Samples.event;
import static io.clearmladmin.events.Samples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.JournalFileException.Reason;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be wrong with a journal's file. */
class JournalFileTest {

    @TempDir
    private Path folder;

    private final InMemoryEventSink sink = new InMemoryEventSink(1_000_000);
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    private LocalJournal journal() {
        return LocalJournal.open(file, sink);
    }

    private JournalFileException refusal() {
        try (LocalJournal journal = journal()) {
            return catchThrowableOfType(JournalFileException.class, journal::restore);
        }
    }

    private void publish(int from, int to) {
        try (LocalJournal journal = journal()) {
            journal.restore();
            for (int next = from; next < to; next += 10) {
                journal.record(numbered(next, Math.min(next + 10, to)), SOON);
            }
        }
    }

    @Test
    void only_its_owner_can_read_it_also_after_it_was_made_smaller() throws IOException {
        publish(0, 10);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        publish(10, 20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_second_journal_of_this_process_is_refused_as_in_use_and_the_first_goes_on() {
        try (LocalJournal first = journal()) {
            first.restore();
            JournalFileException e = refusal();
            assertThat(e.reason()).isEqualTo(Reason.LOCKED);
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("a file of its own");
            first.record(numbered(0, 1), SOON);
        }
        assertThat(refusal()).isNull();
    }

    @Test
    void another_process_keeps_it_locked_until_it_is_killed() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(NumberedMonitor.command(file, folder.resolve("sink"), 1_000_000, 50))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = other.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("published")) {
                line = lines.readLine();
            }
            assertThat(line).startsWith("published");
            // Twice: the first refusal must not have given up the lock.
            assertThat(refusal().reason()).isEqualTo(Reason.LOCKED);
            assertThat(refusal().reason()).isEqualTo(Reason.LOCKED);
            other.toHandle().destroyForcibly();
            other.waitFor();
        }
        assertThat(refusal()).isNull();
    }

    @Test
    void a_file_that_is_no_journal_is_left_as_it_is() throws IOException {
        for (String content : List.of("", "not a journal", "x".repeat(100_000))) {
            Files.writeString(file, content);
            JournalFileException e = refusal();
            assertThat(e.reason()).isEqualTo(Reason.DAMAGED);
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("move it away");
            assertThat(file).hasContent(content);
        }
        Files.delete(file);
        try (MVStore other = MVStore.open(file.toString())) {
            other.openMap("something").put(1, 2);
        }
        assertThat(refusal().reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void a_file_of_a_later_format_is_left_to_the_later_version() throws IOException {
        publish(0, 10);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.putInt(1024 + 32, JournalHeader.FORMAT + 1);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.array(), 0, JournalHeader.BYTES - Integer.BYTES);
        bytes.putInt(JournalHeader.BYTES - Integer.BYTES, (int) checksum.getValue());
        Files.write(file, bytes.array());
        assertThat(refusal().reason()).isEqualTo(Reason.LATER_FORMAT);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes.array());
    }

    @Test
    void a_kind_of_change_that_only_a_later_version_knows_is_left_to_it() throws IOException {
        publish(0, 10);
        JournalStore stores = new JournalStore(file, new JournalDisk());
        JournalLog log = stores.open(new JournalState(file));
        log.append(new byte[] {99, 0});
        log.commit();
        stores.close(log);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(refusal().reason()).isEqualTo(Reason.LATER_FORMAT);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void a_file_that_was_cut_off_wherever_is_refused_and_not_changed() throws IOException {
        publish(0, 400);
        byte[] whole = Files.readAllBytes(file);
        for (int size = 1; size < whole.length; size += 2_777) {
            byte[] cut = java.util.Arrays.copyOf(whole, size);
            Files.write(file, cut);
            assertThat(refusal()).as("cut at " + size + " of " + whole.length).isNotNull();
            assertThat(Files.readAllBytes(file)).isEqualTo(cut);
        }
        Files.write(file, whole);
        try (LocalJournal journal = journal()) {
            assertThat(journal.restore()).containsEntry("pod/49", numbered(399));
        }
    }

    @Test
    void a_damaged_file_never_remembers_something_else() throws IOException {
        publish(0, 400);
        byte[] whole = Files.readAllBytes(file);
        Map<String, Event> remembered;
        try (LocalJournal journal = journal()) {
            remembered = journal.restore();
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 60; run++) {
            Files.write(file, whole);
            try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
                damaged.seek(random.nextInt(whole.length - 512));
                byte[] garbage = new byte[512];
                random.nextBytes(garbage);
                damaged.write(garbage);
            }
            try (LocalJournal journal = journal()) {
                // What no longer counts may be damaged without harm.
                assertThat(journal.restore()).as("seed " + seed).isEqualTo(remembered);
            } catch (JournalFileException e) {
                assertThat(e.reason()).as("seed " + seed).isEqualTo(Reason.DAMAGED);
                refused++;
            }
        }
        System.out.println(refused + " of 60 damaged files were refused, the others were right");
    }

    @Test
    void a_folder_that_is_not_there_or_cannot_be_written_is_named() {
        for (String place : List.of(folder.resolve("nowhere") + "/journal", "/proc/journal", "/sys/journal")) {
            file = Path.of(place);
            JournalFileException e = refusal();
            assertThat(e.reason()).isEqualTo(Reason.NOT_WRITABLE);
            assertThat(e).hasMessageContaining(place).hasMessageContaining("writable");
        }
    }

    @Test
    void what_a_crash_left_beside_it_does_no_harm() throws IOException {
        Path beside = folder.resolve("journal.new");
        Files.writeString(beside, "half made");
        publish(0, 10);
        Files.writeString(beside, "half made");
        publish(10, 20);
        assertThat(beside).doesNotExist();
    }

    @Test
    void it_does_not_grow_for_ever() throws IOException {
        String text = "x".repeat(2_000);
        long largest = 0;
        try (LocalJournal journal = journal()) {
            journal.restore();
            for (int change = 0; change < 30; change++) {
                List<Event> events = new ArrayList<>();
                for (int pod = 0; pod < 500; pod++) {
                    events.add(event("pod/" + pod, change, Map.of("text", text)));
                }
                journal.record(events, SOON);
                largest = Math.max(largest, Files.size(file));
            }
            assertThat(journal.restore()).hasSize(500);
        }
        assertThat(largest).isLessThan(JournalFile.SMALL + (16 << 20));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (LocalJournal journal = journal()) {
            assertThat(journal.restore()).hasSize(500).containsEntry("pod/7", event("pod/7", 29, Map.of("text", text)));
        }
    }
}
