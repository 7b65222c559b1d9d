package io.clearmladmin.internal;

import io.clearmladmin.internal.SentOnceTest.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Two names of one server, with one certificate for both, which may share a connection over HTTP/2. */
final class TwoHosts implements AutoCloseable {

    private final MockWebServer server = TestClients.server();
    private final AtomicInteger requests = new AtomicInteger();
    private final OkHttpClient http;
    private volatile MockResponse answer = new MockResponse.Builder().build();

    TwoHosts() throws IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("a.test")
                .addSubjectAlternativeName("b.test")
                .build();
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .addTrustedCertificate(held.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.incrementAndGet();
                return answer;
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        http = new OkHttpClient.Builder()
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
    }

    void answer(ScriptedAnswer next) {
        answer = next.mock();
        requests.set(0);
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return http.connectionPool().connectionCount();
    }

    Way way(String host) {
        return new Way() {
            @Override
            public String url() {
                return "https://" + host + ":" + server.getPort();
            }

            @Override
            public OkHttpClient http() {
                return http;
            }

            @Override
            public void answer(ScriptedAnswer next) {
                TwoHosts.this.answer(next);
            }

            @Override
            public int requests() {
                return TwoHosts.this.requests();
            }
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
