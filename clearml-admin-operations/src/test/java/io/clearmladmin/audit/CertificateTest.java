package io.clearmladmin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The certificate of an https address, which nobody needs to trust for that. */
class CertificateTest {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .commonName("api.example.org")
            .addSubjectAlternativeName("localhost")
            .duration(100, TimeUnit.DAYS)
            .build();
    private static final Instant END = CERTIFICATE.certificate().getNotAfter().toInstant();

    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String startTls(boolean needsClientCertificate) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory());
        if (needsClientCertificate) {
            server.requireClientAuth();
        }
        server.start(InetAddress.getByName("localhost"), 0);
        return server.url("/").toString();
    }

    private static Report audit(String url, Duration beforeTheEnd) {
        try (ClearMl clearml = ClearMl.connect(url, "KEY", "SECRET")) {
            return Audit.builder(clearml)
                    .only(Set.of("certificate"))
                    .clock(Clock.fixed(END.minus(beforeTheEnd), ZoneOffset.UTC))
                    .build()
                    .run();
        }
    }

    @Test
    void a_valid_certificate_is_no_finding() throws IOException {
        Report report = audit(startTls(false), Duration.ofDays(31));
        assertThat(report.findings()).isEmpty();
        assertThat(report.checks()).containsExactly("certificate");
        assertThat(report.toText()).contains(": healthy: nothing found\n");
    }

    @Test
    void a_certificate_that_expires_soon_is_found() throws IOException {
        assertThat(audit(startTls(false), Duration.ofDays(29)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                    assertThat(finding.what()).startsWith("CN=api.example.org of localhost:");
                    assertThat(finding.evidence()).isEqualTo("It expires in 29 days, on " + END);
                });
    }

    @Test
    void an_expired_certificate_is_critical() throws IOException {
        assertThat(audit(startTls(false), Duration.ofDays(-1)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.evidence()).isEqualTo("It expired on " + END);
                });
    }

    @Test
    void a_server_that_requires_a_client_certificate_still_presents_its_own() throws IOException {
        assertThat(audit(startTls(true), Duration.ofDays(2)).findings()).hasSize(1);
    }

    @Test
    void an_unreachable_server_is_a_reason() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Report report = audit("https://localhost:" + free, Duration.ofDays(2));
        assertThat(report.checks()).isEmpty();
        assertThat(report.skipped())
                .singleElement()
                .satisfies(
                        skipped -> assertThat(skipped.reason()).startsWith("no TLS connection to localhost:" + free));
    }
}
