package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which private keys are written, and what of them Kafka's client is given. */
class ClientKeyTest {

    // SEQUENCE, version, algorithm and the beginning of the OCTET STRING, for keys of more than 255 bytes.
    private static final int BEFORE_PKCS1 = 26;

    @TempDir
    private Path folder;

    @Test
    void an_rsa_key_as_cert_manager_writes_it_is_the_same_key_in_pkcs8() throws Exception {
        checkRsa(2048);
    }

    // Takes up to 20 s to make.
    @Tag("long")
    @Test
    void so_is_a_longer_one() throws Exception {
        checkRsa(4096);
    }

    private void checkRsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] pkcs8 = key.getEncoded();
        String pem = Certificate.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, BEFORE_PKCS1, pkcs8.length));
        assertThat(read(pem, "RSA")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"secp256r1", "secp384r1", "secp521r1"})
    void an_ec_key_as_cert_manager_writes_it_is_the_same_key_in_pkcs8(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        PrivateKey key = generator.generateKeyPair().getPrivate();
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        ECPrivateKey read = (ECPrivateKey) read(parameters + sec1((ECPrivateKey) key), "EC");
        assertThat(read.getS()).isEqualTo(((ECPrivateKey) key).getS());
        assertThat(read.getParams()).isEqualTo(((ECPrivateKey) key).getParams());
    }

    @Test
    void a_key_in_pkcs8_is_given_as_it_stands() throws Exception {
        Path pem = Certificate.make(folder, "client").own();
        ClientKey read = ClientKey.read(pem, pem);
        assertThat(read.key().value()).isEqualTo(Files.readString(pem));
        assertThat(read.certificates().value()).isEqualTo(Files.readString(pem));
        assertThat(read.toString()).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nkanari",
                "kanarikanari",
                "MBECAQEEBGthbmFyaaAGBgQAAQIDkanari",
                "MIL/"
            })
    void a_key_that_is_none_is_refused_by_the_name_of_its_file_alone(String base64) throws Exception {
        Path pem = Files.writeString(
                folder.resolve("tls.key"),
                "-----BEGIN EC PRIVATE KEY-----\n" + base64 + "\n-----END EC PRIVATE KEY-----\n");
        assertThatThrownBy(() -> ClientKey.read(pem, pem))
                .isInstanceOfSatisfying(
                        KafkaFailureException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TLS))
                .hasMessageContainingAll(pem.toString(), "openssl pkcs8")
                .hasMessageNotContaining("kanari")
                .hasNoCause();
    }

    private PrivateKey read(String pem, String algorithm) throws Exception {
        Path file = Files.writeString(folder.resolve("tls.key"), pem);
        return key(ClientKey.read(file, file).key().value(), algorithm);
    }

    /** The key of a PEM file in PKCS#8. */
    static ECPrivateKey key(Path pem) throws Exception {
        return (ECPrivateKey) key(Files.readString(pem), "EC");
    }

    private static PrivateKey key(String pem, String algorithm) throws Exception {
        String begin = "-----BEGIN PRIVATE KEY-----";
        String base64 = pem.substring(pem.indexOf(begin) + begin.length(), pem.indexOf("-----END PRIVATE KEY-----"));
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }

    /** The same key by SEC 1. */
    static String sec1(ECPrivateKey key) throws Exception {
        BigInteger order = key.getParams().getOrder();
        int size = (order.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
        byte[] secret = key.getS().toByteArray();
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write(new byte[Math.max(0, size - secret.length)]);
        padded.write(secret, Math.max(0, secret.length - size), Math.min(size, secret.length));
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(key.getParams());
        byte[] fields = join(
                new byte[] {0x02, 1, 1},
                field(0x04, padded.toByteArray()),
                // Its encoding is the curve's name.
                field(0xA0, curve.getEncoded()));
        return Certificate.pem("EC PRIVATE KEY", field(0x30, fields));
    }

    // Shorter than 128 bytes, each.
    private static byte[] field(int tag, byte[] value) {
        return join(new byte[] {(byte) tag, (byte) value.length}, value);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
