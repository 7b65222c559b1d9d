package io.clearmladmin.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates of a broker and of a client, made by the JDK's keytool for one test. */
final class TlsFiles {

    static final String BROKER_PASSWORD = "broker-store";

    // JDK 17 cannot write what newer ones use, and Kafka reads this one on all.
    private static final String CIPHER = "PBEWithSHA1AndDESede";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    final Path brokerStore;
    final Path brokerTrust;
    final Path trust;
    final Path client;

    /** @param keyPassword what the client's key is encrypted with */
    TlsFiles(Path folder, String keyPassword) throws Exception {
        brokerStore = folder.resolve("broker.p12");
        Path clientStore = folder.resolve("client.p12");
        keytool("-genkeypair", "CN=127.0.0.1", brokerStore, "-ext", "SAN=ip:127.0.0.1");
        keytool("-genkeypair", "CN=teller", clientStore);
        trust = folder.resolve("trust.pem");
        Files.writeString(trust, certificate(brokerStore));
        brokerTrust = folder.resolve("clients.pem");
        Files.writeString(brokerTrust, certificate(clientStore));
        client = folder.resolve("client.pem");
        Files.writeString(client, encryptedKey(clientStore, keyPassword) + certificate(clientStore));
    }

    private static void keytool(String action, String name, Path store, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                action,
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                name,
                "-storetype",
                "PKCS12",
                "-storepass",
                BROKER_PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private static KeyStore open(Path store) throws GeneralSecurityException, IOException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            opened.load(file, BROKER_PASSWORD.toCharArray());
        }
        return opened;
    }

    private static String certificate(Path store) throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", open(store).getCertificate("own").getEncoded());
    }

    private static String encryptedKey(Path store, String password) throws GeneralSecurityException, IOException {
        Key key = open(store).getKey("own", BROKER_PASSWORD.toCharArray());
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(password.toCharArray())));
        byte[] encrypted =
                new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded())).getEncoded();
        return pem("ENCRYPTED PRIVATE KEY", encrypted);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
