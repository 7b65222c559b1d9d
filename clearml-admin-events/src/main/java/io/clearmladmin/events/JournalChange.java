package io.clearmladmin.events;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A change of what a journal remembers, as it is written: what kind of change it is, and one entry after the other. */
final class JournalChange {

    /** Events were published, whatever was known of their subjects; each entry is a subject and an event. */
    static final byte PUBLISHED = 1;

    /** Events are about to be published; each entry is a number, a subject and an event. */
    static final byte INTENDED = 2;

    /** They no longer are; each entry is a number, and whether they were published. */
    static final byte SETTLED = 3;

    /** Subjects are forgotten; each entry is one. */
    static final byte FORGOTTEN = 4;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int entries;

    private JournalChange(byte kind) {
        bytes.write(kind);
    }

    static JournalChange published() {
        return new JournalChange(PUBLISHED);
    }

    static JournalChange intended() {
        return new JournalChange(INTENDED);
    }

    static JournalChange settled() {
        return new JournalChange(SETTLED);
    }

    static JournalChange forgotten() {
        return new JournalChange(FORGOTTEN);
    }

    void published(String subject, byte[] event) throws IOException {
        entries++;
        text(subject);
        out.writeInt(event.length);
        out.write(event);
    }

    void intended(long number, String subject, byte[] event) throws IOException {
        out.writeLong(number);
        published(subject, event);
    }

    void settled(long number, boolean isPublished) throws IOException {
        entries++;
        out.writeLong(number);
        out.writeBoolean(isPublished);
    }

    void forgotten(String subject) throws IOException {
        entries++;
        text(subject);
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    int entries() {
        return entries;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
