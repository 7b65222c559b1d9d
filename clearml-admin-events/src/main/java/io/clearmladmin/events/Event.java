package io.clearmladmin.events;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.InstantText;
import io.clearmladmin.internal.text.SafeText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that happened, or was seen to be so.
 *
 * <p>The id is made from what the event says, so that publishing it again publishes the same: a name-based UUID (version 5,
 * SHA-1) in the namespace {@link #NAMESPACE} of the UTF-8 text {@code source\ntype\ntenant\nsubject\ntime}, the time in
 * ISO-8601 as {@link Instant#toString()} writes it. A reader that has an id may drop whatever else comes with it.
 *
 * @param source who publishes it: the monitor's UUID, or the inventory's name
 * @param kind whether it changed, or just is
 * @param type what happened, such as {@code tenant.activated}; the schemas are in {@code docs/events}
 * @param tenant the id of the tenant
 * @param subject what it happened to, such as {@code tenant/<id>}; events of one subject keep their order
 * @param time when it happened, or was seen
 * @param data what is known of it, as JSON has it: texts, numbers, booleans, lists, maps
 */
public record Event(
        String source, Kind kind, String type, String tenant, String subject, Instant time, Map<String, Object> data) {

    /** The namespace of the ids. */
    public static final UUID NAMESPACE = UUID.fromString("5b1c6f0e-8a3d-5a57-9f6e-1c2d3e4f5a6b");

    // Never updated: each id begins with a clone of it.
    private static final MessageDigest OF_NAMESPACE = ofNamespace();
    private static final int VERSION_5 = 0x50;
    private static final int IETF_VARIANT = 0x80;

    /** What an event says. */
    public enum Kind {
        /** Something changed. */
        LIFECYCLE,
        /** Something was there when a snapshot was taken. */
        INVENTORY
    }

    /** Refuses nulls and empty texts. */
    public Event {
        Check.text("source", source);
        Objects.requireNonNull(kind, "kind");
        Check.text("type", type);
        Objects.requireNonNull(tenant, "tenant");
        Check.text("subject", subject);
        Objects.requireNonNull(time, "time");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** The id: the same for the same event, whoever makes it, however often. */
    public UUID id() {
        String name = source + '\n' + type + '\n' + tenant + '\n' + subject + '\n' + InstantText.of(time);
        byte[] hash = digest().digest(name.getBytes(StandardCharsets.UTF_8));
        hash[6] = (byte) ((hash[6] & 0x0f) | VERSION_5);
        hash[8] = (byte) ((hash[8] & 0x3f) | IETF_VARIANT);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong());
    }

    // Looking SHA-1 up among the providers takes longer than the hash.
    private static MessageDigest digest() {
        try {
            return (MessageDigest) OF_NAMESPACE.clone();
        } catch (CloneNotSupportedException ofThisProvider) {
            return ofNamespace();
        }
    }

    private static MessageDigest ofNamespace() {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            return sha1;
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
