package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure of the network says what to do about it. */
class TransportHintTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("nowhere"), Fate.NOT_SENT, "check the API address"),
                Arguments.of(new ConnectException("refused"), Fate.NOT_SENT, "is the API server running"),
                Arguments.of(new NoRouteToHostException("none"), Fate.NOT_SENT, "is the API server running"),
                Arguments.of(untrusted(), Fate.NOT_SENT, "trustedCertificates"),
                Arguments.of(new SSLPeerUnverifiedException("host"), Fate.NOT_SENT, "trustedCertificates"),
                Arguments.of(new SSLException("plain text"), Fate.NOT_SENT, "http:// or https://"),
                Arguments.of(new SocketTimeoutException("connect"), Fate.NOT_SENT, "raise connectTimeout"),
                Arguments.of(new SocketTimeoutException("read"), Fate.UNKNOWN, "raise attemptTimeout"),
                Arguments.of(new SocketException("reset"), Fate.UNKNOWN, "The connection broke"));
    }

    private static SSLHandshakeException untrusted() {
        SSLHandshakeException failure = new SSLHandshakeException("untrusted");
        failure.initCause(new CertificateException());
        return failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_kind_has_its_advice(IOException failure, Fate fate, String advice) {
        assertThat(TransportHint.of(failure, fate, false)).contains(advice);
    }

    @Test
    void a_time_that_is_over_while_tls_waits_is_not_blamed_on_the_address_alone() {
        assertThat(TransportHint.of(new InterruptedIOException("timeout"), Fate.NOT_SENT, true))
                .contains("TLS gets no reply");
    }

    @Test
    void an_interrupt_is_no_fault_of_the_network() {
        Thread.currentThread().interrupt();
        assertThat(TransportHint.of(new IOException("interrupted"), Fate.UNKNOWN, false))
                .contains("was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
