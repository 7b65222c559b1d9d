package io.clearmladmin.k8s;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a stream, for one reader. It takes no more from the network than a few chunks ahead of the reader, and
 * waits for the next chunk no longer than the bound. Closing it ends the exchange, from any thread.
 */
final class BodyStream extends InputStream implements AsyncBody.Consumer<List<ByteBuffer>> {

    // The only chunk with nothing in it.
    private static final ByteBuffer END = ByteBuffer.allocate(0);
    private static final int AHEAD = 16;

    private final Duration silence;
    // Bounded by what is requested: one chunk for each time.
    private final BlockingQueue<ByteBuffer> chunks = new LinkedBlockingQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean(true);
    private volatile @Nullable AsyncBody body;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private ByteBuffer current = ByteBuffer.allocate(0);
    // Of the one reader.
    private long waitNanos = Long.MAX_VALUE;
    private long mostBytes = Long.MAX_VALUE;
    private long bytes;

    BodyStream(Duration silence) {
        this.silence = silence;
    }

    /** An answer that comes, and does not come to its end. */
    static final class UnendingException extends IOException {

        private static final long serialVersionUID = 1;

        UnendingException(String message) {
            super(message);
        }
    }

    /**
     * Bounds it as a whole.
     *
     * @param wait how long the network is waited for in all; the reader's own time does not count
     * @param size how many bytes it may have
     */
    BodyStream bounded(Duration wait, long size) {
        waitNanos = wait.toNanos();
        mostBytes = size;
        return this;
    }

    /** Starts to read. */
    void attach(AsyncBody answered) {
        body = answered;
        var unused = answered.done().whenComplete((done, thrown) -> {
            failure = thrown;
            chunks.add(END);
        });
        if (closed) {
            answered.cancel();
        } else {
            answered.consume();
        }
    }

    @Override
    public void consume(List<ByteBuffer> value, AsyncBody from) {
        asked.set(false);
        value.stream().filter(ByteBuffer::hasRemaining).forEach(chunks::add);
        if (chunks.size() < AHEAD) {
            ask(from);
        }
    }

    private void ask(@Nullable AsyncBody from) {
        if (from != null && asked.compareAndSet(false, true)) {
            from.consume();
        }
    }

    @Override
    public int read() throws IOException {
        return advance() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(bytes, offset, count);
        return count;
    }

    private boolean advance() throws IOException {
        while (!current.hasRemaining()) {
            ByteBuffer next = next();
            if (!next.hasRemaining()) {
                // For whoever reads on.
                chunks.add(END);
                Throwable thrown = failure;
                if (closed || thrown != null) {
                    throw new IOException(closed ? "the stream is closed" : "the answer broke off", thrown);
                }
                return false;
            }
            bytes += next.remaining();
            if (bytes > mostBytes) {
                close();
                throw new UnendingException("has more than " + mostBytes + " bytes");
            }
            current = next;
        }
        return true;
    }

    private ByteBuffer next() throws IOException {
        try {
            long begun = System.nanoTime();
            ByteBuffer next = chunks.poll(Math.min(silence.toNanos(), waitNanos), TimeUnit.NANOSECONDS);
            long waited = System.nanoTime() - begun;
            waitNanos -= waited;
            // Where all may take no longer than a silence, both end at once: what was last is the cause.
            if (next == null && waited > silence.toNanos() / 2) {
                close();
                throw new SocketTimeoutException("no byte came for "
                        + TimeUnit.NANOSECONDS.toMillis(Math.min(waited, silence.toNanos())) + " ms");
            }
            if (next == null || waitNanos <= 0) {
                close();
                throw new UnendingException("came too slowly to be read to its end");
            }
            if (next.hasRemaining() && chunks.size() < AHEAD / 2) {
                ask(body);
            }
            return next;
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            close();
            throw new InterruptedIOException("interrupted while waiting for the server");
        }
    }

    @Override
    public void close() {
        closed = true;
        AsyncBody open = body;
        if (open != null && !open.done().isDone()) {
            open.cancel();
        }
        chunks.add(END);
    }
}
