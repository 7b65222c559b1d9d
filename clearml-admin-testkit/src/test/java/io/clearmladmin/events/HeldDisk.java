package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A disk that hangs when it shall write, until it is let go. */
final class HeldDisk extends JournalDisk {

    private final Semaphore free = new Semaphore(1);

    void hold() {
        free.acquireUninterruptibly();
    }

    void letGo() {
        free.release();
    }

    private void pass() {
        free.acquireUninterruptibly();
        free.release();
    }

    @Override
    FileChannel open(Path file) throws IOException {
        return new WrappedFile(super.open(file)) {
            @Override
            void beforeWrite(ByteBuffer source, long position) {
                pass();
            }

            @Override
            void beforeForce() {
                pass();
            }
        };
    }
}
