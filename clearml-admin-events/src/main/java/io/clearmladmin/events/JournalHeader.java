package io.clearmladmin.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first bytes of a journal's file: what it is, its format, a random number and a checksum over all of that. They stay as
 * they are, also in later formats.
 */
final class JournalHeader {

    /** How many there are. */
    static final int BYTES = 4096;

    /** What this version writes. The first format was an MVStore. */
    static final int FORMAT = 2;

    // What the first format reads of this: the beginning of an MVStore in a format that it does not know. So it says
    // that a
    // later version wrote the file, and leaves it alone.
    private static final byte[] FOR_THE_FIRST_FORMAT =
            "H:2,block:0,blockSize:1000,chunk:1,created:0,format:ff,version:1,fletcher:323ec4e8,\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC = "clearml-admin journal\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AT = 1024;
    private static final int FORMAT_AT = MAGIC_AT + 32;
    private static final int CHECKSUM_AT = BYTES - Integer.BYTES;

    private JournalHeader() {}

    /** That of a new file. */
    static ByteBuffer make() {
        UUID random = UUID.randomUUID();
        ByteBuffer header = ByteBuffer.allocate(BYTES)
                .put(0, FOR_THE_FIRST_FORMAT)
                .put(MAGIC_AT, MAGIC)
                .position(FORMAT_AT)
                .putInt(FORMAT)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits());
        return header.putInt(CHECKSUM_AT, checksum(header)).clear();
    }

    /** Whether a file that begins so is one with such a header, whole or not. */
    static boolean isThere(byte[] begin) {
        return has(begin, MAGIC_AT, MAGIC) || has(begin, 0, FOR_THE_FIRST_FORMAT);
    }

    private static boolean has(byte[] bytes, int at, byte[] part) {
        return bytes.length >= at + part.length && Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
    }

    /** Its checksum, which no other file has. */
    static int checked(Path path, ByteBuffer header) {
        int checksum = header.getInt(CHECKSUM_AT);
        if (checksum != checksum(header)
                || !header.slice(MAGIC_AT, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw FileFailures.damaged(path, "its header has a wrong checksum", null);
        }
        if (header.getInt(FORMAT_AT) != FORMAT) {
            throw FileFailures.laterFormat(path, null);
        }
        return checksum;
    }

    private static int checksum(ByteBuffer header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.slice(0, CHECKSUM_AT));
        return (int) checksum.getValue();
    }
}
