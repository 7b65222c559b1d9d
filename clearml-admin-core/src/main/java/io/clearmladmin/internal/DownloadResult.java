package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Download;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the server each time it is asked. */
final class DownloadResult implements Download {

    private final Function<Sink, @Nullable Object> send;

    DownloadResult(Function<Sink, @Nullable Object> send) {
        this.send = send;
    }

    @Override
    public long to(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(Objects.requireNonNull(whole.getParent(), "parent"), ".download", ".part");
        Deque<OutputStream> open = new ArrayDeque<>();
        try {
            long written = send(new Sink(() -> anew(part, open), true));
            closeAll(open);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            closeAll(open);
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream anew(Path part, Deque<OutputStream> open) throws IOException {
        closeAll(open);
        OutputStream out = Files.newOutputStream(part);
        open.push(out);
        return out;
    }

    private static void closeAll(Deque<OutputStream> open) throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Override
    public long to(OutputStream stream) throws IOException {
        Objects.requireNonNull(stream, "stream");
        return send(new Sink(() -> stream, false));
    }

    private long send(Sink sink) throws IOException {
        try {
            return (Long) Objects.requireNonNull(send.apply(sink));
        } catch (Sink.UnwritableException unwritable) {
            throw unwritable.failure();
        }
    }
}
