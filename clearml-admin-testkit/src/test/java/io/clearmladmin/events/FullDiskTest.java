package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system lets a process' files grow to a size and no further, until the test lets it go on. */
class FullDiskTest {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void a_full_disk_is_said_and_nothing_is_lost_and_it_goes_on_when_there_is_room() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "skipped: needs Linux' prlimit");
        // Of the sizes at which it ends, some are met by the writing before, some by the writing after the sink.
        for (int batch : List.of(1, 7, 40)) {
            runFull(folder.resolve("journal-" + batch), batch);
        }
    }

    private void runFull(Path journal, int batch) throws IOException, InterruptedException {
        List<String> java = NumberedMonitor.command(journal, Path.of("100"), batch, 0);
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -S -f 1024; exec \"$@\"", "limited"));
        command.addAll(java.subList(0, java.indexOf(NumberedMonitor.class.getName())));
        command.addAll(List.of(FullDisk.class.getName(), journal.toString(), "100", Integer.toString(batch)));
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader();
                BufferedWriter orders = process.outputWriter()) {
            String line = readUntil(lines, said, "failed");
            assertThat(line)
                    .as(Files.readString(errors))
                    .contains("the disk is full")
                    .contains(journal.toString())
                    .contains("make room");
            relieve(process.pid());
            orders.write("go on\n");
            orders.flush();
            String restored = readUntil(lines, said, "restored");
            assertThat(restored).as(Files.readString(errors)).isNotNull();
            assertThat(number(restored)).isGreaterThanOrEqualTo(lastPublished(said));
            assertThat(readUntil(lines, said, "end"))
                    .as(Files.readString(errors))
                    .isNotNull();
        }
        process.waitFor();
        assertAllEmitted(said);
    }

    private static void relieve(long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(PRLIMIT.toString(), "--pid", Long.toString(pid), "--fsize=unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static String readUntil(BufferedReader lines, List<String> said, String word) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(word)) {
            said.add(line);
            line = lines.readLine();
        }
        return line;
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    private static int lastPublished(List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith("published "))
                .mapToInt(FullDiskTest::number)
                .max()
                .orElse(-1);
    }

    private static void assertAllEmitted(List<String> said) {
        Set<String> emitted = new HashSet<>(said);
        int last = lastPublished(said);
        assertThat(last).isGreaterThan(100);
        for (int number = 0; number <= last; number++) {
            assertThat(emitted).contains("emitted " + FileSink.line(Samples.numbered(number)));
        }
    }
}
