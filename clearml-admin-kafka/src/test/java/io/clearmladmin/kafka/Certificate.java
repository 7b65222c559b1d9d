package io.clearmladmin.kafka;

import io.clearmladmin.endpoint.Secret;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A self-signed certificate and its private key, made for one test, as PEM files.
 *
 * @param trusted the certificate alone
 * @param own the private key and the certificate
 * @param encrypted the same, the key encrypted
 */
record Certificate(Path trusted, Path own, Path encrypted) {

    static final Secret KEY_PASSWORD = Secret.of("kanari of \"the\\ key+%41");

    private static final String STORE_PASSWORD = "changeit";
    private static final String CIPHER = "PBEWithSHA1AndDESede";

    /** For a server at 127.0.0.1, under no other name. */
    static Certificate make(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(store, name);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        Key key = keys.getKey(name, STORE_PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate(name).getEncoded());
        return new Certificate(
                Files.writeString(folder.resolve(name + ".crt"), certificate),
                Files.writeString(folder.resolve(name + ".pem"), pem("PRIVATE KEY", key.getEncoded()) + certificate),
                Files.writeString(
                        folder.resolve(name + "-encrypted.pem"),
                        pem("ENCRYPTED PRIVATE KEY", encrypted(key.getEncoded())) + certificate));
    }

    private static void keytool(Path store, String name) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2");
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
    }

    private static byte[] encrypted(byte[] key) throws Exception {
        Cipher cipher = Cipher.getInstance(CIPHER);
        PBEKeySpec password = new PBEKeySpec(KEY_PASSWORD.reveal().toCharArray());
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(CIPHER).generateSecret(password),
                new PBEParameterSpec(new byte[8], 1_000));
        AlgorithmParameters parameters = cipher.getParameters();
        return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key)).getEncoded();
    }

    static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
