package io.clearmladmin.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of changes, each behind the one before it: its length, a checksum over it and all before it, and the change itself.
 * After the header, the file says how many changes are on disk, in one of two places in turn. For one thread.
 *
 * <p>By this count, a change that was lost or is broken differs from one that a crash cut off, which was acknowledged to nobody.
 * It is written after the change was forced to disk, and not forced itself: a process that is killed leaves it, and if a power
 * failure takes it, the one before it, which was forced together with the change, makes nothing look damaged.
 */
final class JournalLog implements AutoCloseable {

    private static final int CHANGES_AT = 2 * JournalHeader.BYTES;
    private static final int CHANGE_HEADER = 2 * Integer.BYTES;
    // Of two sectors, a write that a power failure cuts off can break one only.
    private static final int SECTOR = 512;
    private static final int COUNT_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private long count;
    private long end = CHANGES_AT;
    private int checksum;
    private int nextPlace;

    /** Takes the changes of a file, and where each stands in it. */
    interface Reader {
        void read(byte[] change, long position);
    }

    /** How many changes are on disk, where they end, and their checksum. */
    private record Count(int place, long count, long end, int checksum) {}

    private JournalLog(Path path, FileChannel channel, int checksum) {
        this.path = path;
        this.channel = channel;
        this.checksum = checksum;
    }

    /** Makes an empty one of the file, whatever is in it. */
    static JournalLog make(Path path, FileChannel channel) throws IOException {
        channel.truncate(0);
        ByteBuffer header = JournalHeader.make();
        JournalLog log = new JournalLog(path, channel, JournalHeader.checked(path, header));
        log.write(header, 0);
        log.write(ByteBuffer.allocate(JournalHeader.BYTES), JournalHeader.BYTES);
        log.writeCount();
        log.writeCount();
        return log;
    }

    /** Reads what the file has; nothing is written to one that does not serve. */
    static JournalLog open(Path path, FileChannel channel, Reader reader) throws IOException {
        if (channel.size() < CHANGES_AT) {
            throw FileFailures.damaged(path, "it is cut off", null);
        }
        ByteBuffer header = ByteBuffer.allocate(JournalHeader.BYTES);
        read(path, channel, header, 0);
        JournalLog log = new JournalLog(path, channel, JournalHeader.checked(path, header));
        Count known = log.known();
        log.nextPlace = 1 - known.place();
        log.readAll(known, reader);
        log.secure(known);
        return log;
    }

    private Count known() throws IOException {
        Count first = count(0);
        Count second = count(1);
        if (first != null && second != null) {
            return first.count() > second.count() ? first : second;
        }
        Count only = first == null ? second : first;
        if (only == null) {
            throw FileFailures.damaged(path, "it does not say how many changes it has", null);
        }
        return only;
    }

    private @Nullable Count count(int place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(COUNT_BYTES);
        read(path, channel, bytes, placeAt(place));
        if (bytes.getInt(COUNT_BYTES - Integer.BYTES) != checksumOfCount(bytes)) {
            return null;
        }
        return new Count(place, bytes.getLong(), bytes.getLong(), bytes.getInt());
    }

    private void readAll(Count known, Reader reader) throws IOException {
        long size = channel.size();
        check(known);
        while (readNext(size, reader)) {
            check(known);
        }
        if (count < known.count()) {
            throw FileFailures.damaged(
                    path,
                    "of its " + known.count() + " changes, number " + (count + 1) + " is broken or missing",
                    null);
        }
    }

    private void check(Count known) {
        if (count == known.count() && (end != known.end() || checksum != known.checksum())) {
            throw FileFailures.damaged(path, "its changes are not those that were counted", null);
        }
    }

    private boolean readNext(long size, Reader reader) throws IOException {
        if (size - end < CHANGE_HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.allocate(CHANGE_HEADER);
        read(path, channel, header, end);
        int length = header.getInt();
        long position = end + CHANGE_HEADER;
        if (length <= 0 || length > size - position) {
            return false;
        }
        ByteBuffer change = ByteBuffer.allocate(length);
        read(path, channel, change, position);
        int next = checksumWith(change.array());
        if (next != header.getInt()) {
            return false;
        }
        reader.read(change.array(), position);
        count++;
        end = position + length;
        checksum = next;
        return true;
    }

    // What a crash cut off goes away. What it left whole may not be on disk, even if it can be read: a disk that
    // refused
    // to write it once is asked anew only if it is written anew.
    private void secure(Count known) throws IOException {
        boolean isCutOff = channel.size() > end;
        if (isCutOff) {
            channel.truncate(end);
        }
        if (end > known.end()) {
            ByteBuffer left = ByteBuffer.allocate(Math.toIntExact(end - known.end()));
            read(path, channel, left, known.end());
            write(left.clear(), known.end());
        }
        if (isCutOff || end > known.end()) {
            commit();
        }
    }

    /** Writes a change behind the others; {@link #commit} forces it to disk. Returns where it stands. */
    long append(byte[] change) throws IOException {
        int next = checksumWith(change);
        ByteBuffer bytes = ByteBuffer.allocate(CHANGE_HEADER + change.length)
                .putInt(change.length)
                .putInt(next)
                .put(change)
                .flip();
        write(bytes, end);
        long position = end + CHANGE_HEADER;
        end = position + change.length;
        checksum = next;
        count++;
        return position;
    }

    /** All that was appended is on disk when this returns. */
    void commit() throws IOException {
        channel.force(false);
        writeCount();
    }

    /** So is the count. */
    void force() throws IOException {
        channel.force(true);
    }

    private void writeCount() throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(COUNT_BYTES).putLong(count).putLong(end).putInt(checksum);
        write(bytes.putInt(checksumOfCount(bytes)).flip(), placeAt(nextPlace));
        nextPlace = 1 - nextPlace;
    }

    private static long placeAt(int place) {
        return JournalHeader.BYTES + (long) place * SECTOR;
    }

    byte[] read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        read(path, channel, bytes, position);
        return bytes.array();
    }

    long size() {
        return end;
    }

    private static void read(Path path, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw FileFailures.damaged(path, "it is cut off", null);
            }
        }
        bytes.flip();
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    private int checksumWith(byte[] change) {
        CRC32C all = new CRC32C();
        all.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(checksum)
                .putInt(change.length)
                .flip());
        all.update(change);
        return (int) all.getValue();
    }

    private static int checksumOfCount(ByteBuffer count) {
        CRC32C sum = new CRC32C();
        sum.update(count.slice(0, COUNT_BYTES - Integer.BYTES));
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
