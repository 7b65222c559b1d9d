package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;

/**
 * The client's private key and certificates as Kafka's clients take them: two texts in PEM, the key in PKCS#8. What others write
 * is taken as well: cert-manager, unless it is set up otherwise, writes RSA keys as PKCS#1 and EC keys by SEC 1.
 *
 * @param key the private key
 * @param certificates the certificates
 */
record ClientKey(Password key, Password certificates) {

    private static final Pattern OLD =
            Pattern.compile("(?s)-----BEGIN (RSA|EC) PRIVATE KEY-----(.*?)-----END \\1 PRIVATE KEY-----");

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xA0;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    // rsaEncryption without parameters, and ecPublicKey, whose parameters name the curve.
    private static final byte[] RSA = bytes(0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 0x05, 0);
    private static final byte[] EC = bytes(0x06, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1);

    /**
     * What stands in these files, which may be the same.
     *
     * @throws KafkaFailureException if one cannot be read, or what it has cannot be a key
     */
    static ClientKey read(Path key, Path certificates) {
        return new ClientKey(new Password(converted(key, text(key))), new Password(text(certificates)));
    }

    private static String text(Path pem) {
        try {
            return Files.readString(pem, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new KafkaFailureException(
                    Reason.TLS,
                    "The PEM file " + pem + " of the client's key cannot be read: " + unreadable,
                    unreadable);
        }
    }

    private static String converted(Path pem, String text) {
        Matcher old = OLD.matcher(text);
        if (!old.find()) {
            return text;
        }
        // Headers such as DEK-Info have colons.
        if (old.group(2).indexOf(':') >= 0) {
            throw refused(pem, "is encrypted in a way of old: write it anew with openssl pkcs8 -topk8");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(old.group(2));
            byte[] pkcs8 = old.group(1).equals("RSA") ? wrapped(RSA, der) : wrapped(join(EC, curve(der)), der);
            String anew = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
            return text.substring(0, old.start())
                    + "-----BEGIN PRIVATE KEY-----\n" + anew + "\n-----END PRIVATE KEY-----\n"
                    + text.substring(old.end()).stripLeading();
        } catch (IllegalArgumentException | BufferUnderflowException broken) {
            // Without the cause, which might quote it.
            throw refused(pem, "cannot be read: write it anew with openssl pkcs8 -topk8 -nocrypt");
        }
    }

    private static KafkaFailureException refused(Path pem, String reason) {
        return new KafkaFailureException(Reason.TLS, "The private key in " + pem + " " + reason + ".", null);
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, join(VERSION_0, der(SEQUENCE, algorithm), der(OCTETS, key)));
    }

    // The name of the curve, which PKCS#8 has outside of the key.
    private static byte[] curve(byte[] key) {
        ByteBuffer fields = value(ByteBuffer.wrap(key), SEQUENCE);
        skip(fields, INTEGER);
        skip(fields, OCTETS);
        ByteBuffer parameters = value(fields, PARAMETERS);
        byte[] curve = new byte[parameters.remaining()];
        parameters.get(curve);
        return curve;
    }

    private static void skip(ByteBuffer from, int tag) {
        var unused = value(from, tag);
    }

    private static ByteBuffer value(ByteBuffer from, int tag) {
        if ((from.get() & 0xFF) != tag) {
            throw new IllegalArgumentException("another field");
        }
        int length = from.get() & 0xFF;
        if (length >= LONG_FORM) {
            int count = length - LONG_FORM;
            if (count > MOST_LENGTH_BYTES) {
                throw new IllegalArgumentException("too long");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = (length << Byte.SIZE) | (from.get() & 0xFF);
            }
        }
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer value = from.slice(from.position(), length);
        from.position(from.position() + length);
        return value;
    }

    private static byte[] der(int tag, byte[] value) {
        if (value.length < LONG_FORM) {
            return join(bytes(tag, value.length), value);
        }
        int count = (Integer.SIZE - Integer.numberOfLeadingZeros(value.length) + Byte.SIZE - 1) / Byte.SIZE;
        byte[] begin = new byte[2 + count];
        begin[0] = (byte) tag;
        begin[1] = (byte) (LONG_FORM | count);
        for (int i = 0; i < count; i++) {
            begin[2 + i] = (byte) (value.length >>> (Byte.SIZE * (count - 1 - i)));
        }
        return join(begin, value);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
