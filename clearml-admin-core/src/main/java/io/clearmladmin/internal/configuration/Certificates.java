package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.tls.PemCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys from files; every failure names the file. */
final class Certificates {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([\\sA-Za-z0-9+/=]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] IN_MEMORY = "in memory only".toCharArray();

    private Certificates() {}

    /** A trust store from PEM. */
    static KeyStore trusted(String field, Path pem) {
        List<X509Certificate> certificates = PemCertificates.read(field, pem);
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException broken) {
            throw failure(field, pem, "cannot be used", broken);
        }
    }

    /** A key and its chain, from PEM. */
    static Identity identity(String field, Path chain, Path key) {
        Certificate[] certificates = PemCertificates.read(field, chain).toArray(new Certificate[0]);
        PrivateKey privateKey = privateKey(field, key);
        try {
            KeyStore store = empty();
            store.setKeyEntry("client", privateKey, IN_MEMORY, certificates);
            return new Identity(store, IN_MEMORY);
        } catch (GeneralSecurityException | IOException broken) {
            throw failure(field, chain, "does not fit the key", broken);
        }
    }

    /** A key and its chain, from PKCS#12. */
    static Identity identity(String field, Path pkcs12, Secret password) {
        char[] characters = password.reveal().toCharArray();
        try (InputStream in = Files.newInputStream(pkcs12)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, characters);
            return new Identity(store, characters);
        } catch (GeneralSecurityException | IOException broken) {
            throw failure(field, pkcs12, "cannot be opened as PKCS#12 with this password", broken);
        }
    }

    /** A key store with the password of its keys. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Identity(KeyStore store, char[] password) {}

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static PrivateKey privateKey(String field, Path pem) {
        byte[] encoded;
        try {
            Matcher block = PRIVATE_KEY.matcher(Files.readString(pem, StandardCharsets.US_ASCII));
            if (!block.find()) {
                throw new ConfigurationException(
                        field + ": " + pem
                                + " contains no PKCS#8 key (BEGIN PRIVATE KEY); convert it with: openssl pkcs8 -topk8 -nocrypt");
            }
            encoded = Base64.getMimeDecoder().decode(block.group(1));
        } catch (IOException | IllegalArgumentException broken) {
            throw failure(field, pem, "cannot be read as a PEM key", broken);
        }
        // The file does not name the key's algorithm; only the right one can read it.
        GeneralSecurityException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException another) {
                last = another;
            }
        }
        throw new ConfigurationException(field + ": " + pem + " contains a key that is none of " + ALGORITHMS, last);
    }

    private static ConfigurationException failure(String field, Path file, String what, Exception cause) {
        String why = cause instanceof java.nio.file.NoSuchFileException ? "does not exist" : what;
        return new ConfigurationException(field + ": " + file + " " + why, cause);
    }
}
