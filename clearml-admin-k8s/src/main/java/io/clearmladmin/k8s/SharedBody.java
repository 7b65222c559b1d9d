package io.clearmladmin.k8s;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A body that one thread reads and another may close, as fabric8 does. OkHttp's own is for one thread: closed while it is
 * read, it may go on to read from a connection that has the next exchange's answer.
 */
final class SharedBody extends ResponseBody {

    // As long as OkHttp itself reads on to save a connection.
    private static final long PATIENCE_MILLIS = 100;

    private final ResponseBody body;
    private final BufferedSource source;

    SharedBody(ResponseBody body, Call call) {
        this.body = body;
        this.source = Okio.buffer(new Guarded(body.source(), call));
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public BufferedSource source() {
        return source;
    }

    /**
     * Who closes it waits until the reader has left it. One that goes on to wait for bytes is woken by the end of the call, which
     * costs the connection; one that waits for the end of the body, as after a list, mostly has it at once.
     */
    private static final class Guarded extends ForwardingSource {

        private final Call call;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean isClosed;

        Guarded(BufferedSource body, Call call) {
            super(body);
            this.call = call;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            lock.lock();
            try {
                if (isClosed) {
                    throw new IOException("the stream is closed");
                }
                return super.read(sink, byteCount);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            if (!isLeft()) {
                call.cancel();
                lock.lock();
            }
            try {
                isClosed = true;
                super.close();
            } finally {
                lock.unlock();
            }
        }

        private boolean isLeft() {
            try {
                return lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
