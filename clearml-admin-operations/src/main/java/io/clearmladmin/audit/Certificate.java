package io.clearmladmin.audit;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whether the certificates of an https address last. */
final class Certificate {

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int HTTPS_PORT = 443;

    private Certificate() {}

    static void look(AuditContext site, FindingCollector notes) {
        URI address = site.address();
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return;
        }
        int port = address.getPort() < 0 ? HTTPS_PORT : address.getPort();
        X509Certificate first = Arrays.stream(chain(address.getHost(), port))
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow(() -> new CheckSkippedException("the server shows no certificate"));
        Instant end = first.getNotAfter().toInstant();
        Duration left = Duration.between(site.started(), end);
        if (left.compareTo(site.certificateFor()) < 0) {
            boolean isOver = left.isNegative() || left.isZero();
            notes.find(
                    isOver ? Severity.CRITICAL : Severity.HIGH,
                    first.getSubjectX500Principal().getName() + " of " + address.getHost() + ":" + port,
                    (isOver ? "It ended on " : "It ends in " + Phrases.count((int) left.toDays(), "day") + ", on ")
                            + end,
                    "Renew the certificate; clients that verify it are refused from then on.");
        }
    }

    private static X509Certificate[] chain(String host, int port) {
        Shown shown = new Shown();
        CountDownLatch done = new CountDownLatch(1);
        Deadline end = Deadline.in(TIME);
        try (Socket socket = new Socket()) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {shown}, null);
            Threads.once("clearml-audit-certificate", () -> closeLate(socket, done))
                    .start();
            socket.connect(new InetSocketAddress(host, port), (int) TIME.toMillis());
            try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true)) {
                tls.startHandshake();
            }
        } catch (IOException | GeneralSecurityException failure) {
            // A handshake that fails later, for want of a certificate of ours, has shown the server's.
            if (shown.chain.length == 0) {
                throw new CheckSkippedException("no TLS connection to " + host + ":" + port + ": "
                        + (end.nanosLeft() == 0
                                ? "no answer within " + TIME.toSeconds() + " s"
                                : failure.getMessage()));
            }
        } finally {
            done.countDown();
        }
        return shown.chain;
    }

    // A socket's own timeout goes for each byte.
    private static void closeLate(Socket socket, CountDownLatch done) {
        try {
            if (!done.await(TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                socket.close();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException isClosed) {
            return; // as it should be
        }
    }

    /** Keeps what the server shows. It trusts everyone, since nothing is sent over the connection. */
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
