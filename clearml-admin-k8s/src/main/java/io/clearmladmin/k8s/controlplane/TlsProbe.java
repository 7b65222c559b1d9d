package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.tls.Handshake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Shakes hands and reports what a client would say of the certificate. Nothing is sent over the connection. */
final class TlsProbe {

    private final DnsChecks.Resolver resolver;
    private final List<X509Certificate> furtherTrusted;
    private final Duration time;

    TlsProbe(DnsChecks.Resolver resolver, List<X509Certificate> furtherTrusted, Duration time) {
        this.resolver = resolver;
        this.furtherTrusted = furtherTrusted;
        this.time = time;
    }

    /**
     * What the server showed.
     *
     * @param chain its certificates, its own first; one at least
     * @param distrust why it is not trusted
     * @param mismatch why it is not for this name; known only of one that is trusted
     */
    record Shown(List<X509Certificate> chain, Optional<String> distrust, Optional<String> mismatch) {}

    Shown shake(String host, int port, Instant now) throws IOException {
        // The first address only: clients connect to all of a name's addresses in turn, and all show the same.
        InetAddress address = resolver.resolve(host)[0];
        try {
            Recorder recorder = new Recorder(trust(now));
            try {
                Handshake.shake(new InetSocketAddress(address, port), host, recorder, time);
            } catch (IOException afterwards) {
                if (recorder.shown.isEmpty()) {
                    throw afterwards;
                }
            }
            return recorder.shown.orElseThrow(() -> new IOException("the server shows no certificate"));
        } catch (GeneralSecurityException broken) {
            throw new IOException("this Java cannot do TLS: " + broken.getMessage(), broken);
        }
    }

    static String names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? "no names"
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
        } catch (CertificateParsingException unreadable) {
            return "unreadable names";
        }
    }

    // Java's own trust, at a given time and with further certificates.
    private X509ExtendedTrustManager trust(Instant now) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate known : systemTrusted()) {
            anchors.add(new TrustAnchor(known, null));
        }
        furtherTrusted.forEach(further -> anchors.add(new TrustAnchor(further, null)));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static X509Certificate[] systemTrusted() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
                .findFirst()
                .orElseGet(() -> new X509Certificate[0]);
    }

    /** Calls the real trust manager and keeps its answer. It lets every handshake pass, since nothing is sent. */
    private static final class Recorder extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager trust;
        private Optional<Shown> shown = Optional.empty();

        Recorder(X509ExtendedTrustManager trust) {
            this.trust = trust;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            SSLSocket tls = (SSLSocket) socket;
            Optional<String> distrust = ask(chain, type, tls, null);
            Optional<String> mismatch = distrust.isPresent() ? Optional.empty() : ask(chain, type, tls, "HTTPS");
            shown = Optional.of(new Shown(List.of(chain), distrust, mismatch));
        }

        // Once without the name and once with it, to distinguish one reason from the other.
        private Optional<String> ask(
                X509Certificate[] chain, String type, SSLSocket tls, @Nullable String identification) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(identification);
            tls.setSSLParameters(parameters);
            try {
                trust.checkServerTrusted(chain, type, tls);
                return Optional.empty();
            } catch (CertificateException no) {
                return Optional.of(Objects.requireNonNullElse(no.getMessage(), "no reason"));
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("sockets only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("sockets only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("servers only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("servers only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("servers only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
