package io.clearmladmin.audit;

import io.clearmladmin.internal.tls.Handshake;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import javax.net.ssl.X509TrustManager;

/** Checks how long the certificates of an https address are valid. */
final class Certificate {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int HTTPS_PORT = 443;

    private Certificate() {}

    static void check(AuditContext site, FindingCollector notes) {
        URI address = site.address();
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return;
        }
        int port = address.getPort() < 0 ? HTTPS_PORT : address.getPort();
        X509Certificate first = Arrays.stream(chain(address.getHost(), port))
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow(() -> new CheckSkippedException("the server presents no certificate"));
        Instant end = first.getNotAfter().toInstant();
        Duration left = Duration.between(site.started(), end);
        if (left.compareTo(site.certificateFor()) < 0) {
            boolean isOver = left.isNegative() || left.isZero();
            notes.find(
                    isOver ? Severity.CRITICAL : Severity.HIGH,
                    first.getSubjectX500Principal().getName() + " of " + address.getHost() + ":" + port,
                    (isOver ? "It expired on " : "It expires in " + Phrases.count((int) left.toDays(), "day") + ", on ")
                            + end,
                    "Renew the certificate; clients that verify it are refused from then on.");
        }
    }

    private static X509Certificate[] chain(String host, int port) {
        Shown shown = new Shown();
        try {
            Handshake.shake(new InetSocketAddress(host, port), host, shown, TIME);
        } catch (IOException | GeneralSecurityException failure) {
            if (shown.chain.length == 0) {
                throw new CheckSkippedException(
                        "no TLS connection to " + host + ":" + port + ": " + failure.getMessage());
            }
        }
        return shown.chain;
    }

    /** Keeps the certificates that the server presents. It trusts all, since nothing is sent over the connection. */
    private static final class Shown implements X509TrustManager {

        private X509Certificate[] chain = {};

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String type) {
            chain = certificates.clone();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
