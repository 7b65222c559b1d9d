package io.clearmladmin.events;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sink that a killed process leaves behind: a line for each event, with its number and id. */
final class FileSink implements EventSink {

    private final BufferedWriter writer;

    FileSink(Path file) throws IOException {
        this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // Another life may have ended within a line.
        writer.write("\n");
    }

    @Override
    public synchronized void emit(List<Event> events, Duration deadline) {
        try {
            for (Event event : events) {
                writer.write(line(event) + "\n");
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Event event) {
        return event.data().get("number") + " " + event.id() + ".";
    }

    /** The lines that are whole; a kill may have cut the last of a life. */
    static List<String> whole(Path file) throws IOException {
        List<String> whole = new ArrayList<>(Files.readAllLines(file));
        whole.removeIf(line -> !line.endsWith("."));
        return whole;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
