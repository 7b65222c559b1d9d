package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Download;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends a request for each download. */
final class DownloadResult implements Download {

    private final Function<DownloadReader, @Nullable Object> send;

    DownloadResult(Function<DownloadReader, @Nullable Object> send) {
        this.send = send;
    }

    @Override
    public long to(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(Objects.requireNonNull(whole.getParent(), "parent"), ".download", ".part");
        try {
            long written = written(part);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long written(Path part) throws IOException {
        try (PartFile target = new PartFile(part)) {
            return send(new DownloadReader(target, true));
        }
    }

    /** A file that each attempt writes from the start. */
    private static final class PartFile implements DownloadReader.Target, Closeable {

        private final Path file;
        private @Nullable OutputStream out;

        PartFile(Path file) {
            this.file = file;
        }

        @Override
        public OutputStream open() throws IOException {
            close();
            OutputStream opened = Files.newOutputStream(file);
            out = opened;
            return opened;
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }

    @Override
    public long to(OutputStream stream) throws IOException {
        Objects.requireNonNull(stream, "stream");
        return send(new DownloadReader(() -> stream, false));
    }

    private long send(DownloadReader sink) throws IOException {
        try {
            return (Long) Objects.requireNonNull(send.apply(sink));
        } catch (DownloadReader.UnwritableException unwritable) {
            throw unwritable.failure();
        }
    }
}
