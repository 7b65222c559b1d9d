package io.clearmladmin.internal.tls;

import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates from PEM files. */
public final class PemCertificates {

    private PemCertificates() {}

    /**
     * The certificates of a file, at least one.
     *
     * @param setting the setting that names the file, for the message
     * @throws ConfigurationException if there are none; the message names the setting and the file
     */
    public static List<X509Certificate> read(String setting, Path pem) {
        List<X509Certificate> certificates;
        try (InputStream in = Files.newInputStream(pem)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException | IOException broken) {
            String what =
                    broken instanceof NoSuchFileException ? "does not exist" : "cannot be read as PEM certificates";
            throw new ConfigurationException(setting + ": " + pem + " " + what, broken);
        }
        if (certificates.isEmpty()) {
            throw new ConfigurationException(setting + ": " + pem + " holds no certificate");
        }
        return certificates;
    }
}
