package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/** A file that does as another does, and lets a test do something before. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a read must not wait behind a write that is held
class WrappedFile extends FileBase {

    private final FileChannel real;

    WrappedFile(FileChannel real) {
        this.real = real;
    }

    void beforeWrite(ByteBuffer source, long position) {}

    void beforeForce() {}

    void beforeTruncate(long size) {}

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        beforeWrite(source, position);
        return real.write(source, position);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        beforeForce();
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
        beforeTruncate(size);
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
