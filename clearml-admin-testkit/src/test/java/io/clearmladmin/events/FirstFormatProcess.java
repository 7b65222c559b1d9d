package io.clearmladmin.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVStore;

/** A process that has a file of the first format open. */
final class FirstFormatProcess implements AutoCloseable {

    private final Process process;

    FirstFormatProcess(Path file) {
        List<String> command = new ArrayList<>(NumberedMonitor.command(file, file, 0, 0));
        command.set(command.indexOf(NumberedMonitor.class.getName()), FirstFormatProcess.class.getName());
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader lines = process.inputReader();
            String line = lines.readLine();
            if (!"open".equals(line)) {
                throw new IllegalStateException("the process says " + line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Arguments: the file. */
    public static void main(String[] arguments) throws IOException {
        try (MVStore store = MVStore.open("file:" + arguments[0])) {
            System.out.println("open");
            System.in.read();
            store.rollback();
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
        }
    }
}
