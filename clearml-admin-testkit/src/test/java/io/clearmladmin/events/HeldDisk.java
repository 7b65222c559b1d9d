package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.Semaphore;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk that hangs when it shall write, until it is let go. For one test at a time. */
public final class HeldDisk extends FilePathWrapper {

    static final String SCHEME = "held:";
    private static final Semaphore FREE = new Semaphore(1);

    static void register() {
        FilePath.register(new HeldDisk());
    }

    static void hold() {
        FREE.acquireUninterruptibly();
    }

    static void letGo() {
        FREE.release();
    }

    private static void pass() {
        FREE.acquireUninterruptibly();
        FREE.release();
    }

    @Override
    public String getScheme() {
        return "held";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Held(getBase().open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a read must not wait behind a write that is held
    private static final class Held extends FileBase {

        private final FileChannel real;

        Held(FileChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            pass();
            return real.write(source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            pass();
            real.force(metadata);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return real.read(target, position);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return real.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return real.write(source);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean isShared) throws IOException {
            return real.tryLock(position, size, isShared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
