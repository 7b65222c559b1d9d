package io.clearmladmin.internal;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The target of a download. */
final class DownloadReader implements Result {

    private static final int BUFFER = 64 * 1024;

    private static final Envelope.Data NO_FILE = new Envelope.Data() {

        @Override
        public @Nullable Object read(JsonParser data) throws IOException {
            data.skipChildren();
            return missing();
        }

        @Override
        public @Nullable Object missing() throws Envelope.MissingResultException {
            throw new Envelope.MissingResultException(List.of("file"));
        }
    };

    private final Target target;
    private final boolean canBeginAnew;

    /** {@code canBeginAnew}: whether a second {@link Target#open()} discards what was written to the first. */
    DownloadReader(Target target, boolean canBeginAnew) {
        this.target = target;
        this.canBeginAnew = canBeginAnew;
    }

    /** Opens the stream to write to, once for each attempt. */
    interface Target {
        OutputStream open() throws IOException;
    }

    @Override
    public @Nullable Object read(IncomingReply reply) throws IOException {
        return isFile(reply.head()) ? copied(reply.bytes()) : reply.inEnvelope(NO_FILE);
    }

    private static boolean isFile(Response response) {
        String disposition = response.header("Content-Disposition", "");
        String type = response.header("Content-Type", "");
        boolean isAttachment = disposition != null && disposition.startsWith("attachment");
        return response.isSuccessful() && (isAttachment || type == null || !type.startsWith("application/json"));
    }

    private long copied(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        OutputStream out = opened();
        while (true) {
            int read = read(body, buffer, written);
            if (read < 0) {
                break;
            }
            write(out, buffer, read);
            written += read;
        }
        flush(out);
        return written;
    }

    private int read(InputStream body, byte[] buffer, long written) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException failure) {
            throw written == 0 || canBeginAnew ? failure : new HalfWrittenException(failure);
        }
    }

    private OutputStream opened() {
        try {
            return target.open();
        } catch (IOException failure) {
            throw new UnwritableException(failure);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException failure) {
            throw new UnwritableException(failure);
        }
    }

    private static void flush(OutputStream out) {
        try {
            out.flush();
        } catch (IOException failure) {
            throw new UnwritableException(failure);
        }
    }

    /** The reply broke off after a part of it was passed on, which cannot be undone. */
    static final class HalfWrittenException extends IOException {

        private static final long serialVersionUID = 1;

        HalfWrittenException(IOException cause) {
            super("the reply broke off, and the stream already has a part of it: " + cause.getMessage(), cause);
        }
    }

    /** The user's target cannot be written. */
    static final class UnwritableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final IOException failure;

        UnwritableException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }
}
