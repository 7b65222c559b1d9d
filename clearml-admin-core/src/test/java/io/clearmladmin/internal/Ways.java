package io.clearmladmin.internal;

import io.clearmladmin.internal.SentOnceTest.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** HTTP/1.1, HTTP/2, a plain proxy and a CONNECT proxy, each with a server that answers by script. */
final class Ways implements AutoCloseable {

    // A user's own client, which would repeat, redirect and log in by itself if it were let.
    private static final OkHttpClient EAGER = new OkHttpClient.Builder()
            .retryOnConnectionFailure(true)
            .followRedirects(true)
            .socketFactory(new PromptSockets())
            .authenticator((route, response) -> response.request().newBuilder().build())
            .build();

    private final Raw direct = new Raw("HTTP/1.1", false);
    private final Raw plainProxy = new Raw("plain proxy", true);
    private final Mock http2 = new Mock("HTTP/2", false);
    private final Mock connectProxy = new Mock("CONNECT proxy", true);

    Ways() throws IOException {}

    Way direct() {
        return direct;
    }

    List<Way> all() {
        return List.of(direct, plainProxy, http2, connectProxy);
    }

    @Override
    public void close() throws IOException {
        direct.server.close();
        plainProxy.server.close();
        http2.close();
        connectProxy.close();
    }

    private static Proxy proxy(int port) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static final class Raw implements Way {

        private final String name;
        private final boolean isProxy;
        private final RawServer server = new RawServer(head -> this.answer);
        private final OkHttpClient http;
        private volatile RawServer.Answer answer = new RawServer.Answer("", RawServer.Answer.End.CLOSE);

        Raw(String name, boolean isProxy) throws IOException {
            this.name = name;
            this.isProxy = isProxy;
            this.http = isProxy ? EAGER.newBuilder().proxy(proxy(server.port())).build() : EAGER;
        }

        @Override
        public String url() {
            return isProxy ? "http://clearml.invalid:8008" : "http://127.0.0.1:" + server.port();
        }

        @Override
        public OkHttpClient http() {
            return http;
        }

        @Override
        public void answer(ScriptedAnswer next) {
            answer = next.raw();
            server.forget();
        }

        @Override
        public int requests() {
            return server.heads().size();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Mock implements Way {

        private final String name;
        private final boolean isProxy;
        private final MockWebServer server = TestClients.server();
        private final Relay relay;
        private final OkHttpClient http;
        private final AtomicInteger requests = new AtomicInteger();
        private volatile ScriptedAnswer answer = new ScriptedAnswer(200, ScriptedAnswer.Form.EMPTY);

        Mock(String name, boolean isProxy) throws IOException {
            this.name = name;
            this.isProxy = isProxy;
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    requests.incrementAndGet();
                    ScriptedAnswer next = answer;
                    if (next.isCut()) {
                        relay.cut(next.form() == ScriptedAnswer.Form.RESET);
                    }
                    return next.mock();
                }
            });
            OkHttpClient client = isProxy ? throughTls() : priorKnowledge();
            server.start(InetAddress.getLoopbackAddress(), 0);
            relay = new Relay(server.getPort(), isProxy);
            http = isProxy ? client.newBuilder().proxy(proxy(relay.port())).build() : client;
        }

        private OkHttpClient priorKnowledge() {
            List<Protocol> protocols = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
            server.setProtocols(protocols);
            return EAGER.newBuilder().protocols(protocols).build();
        }

        private OkHttpClient throughTls() {
            HeldCertificate held = new HeldCertificate.Builder()
                    .addSubjectAlternativeName("clearml.invalid")
                    .build();
            HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                    .heldCertificate(held)
                    .addTrustedCertificate(held.certificate())
                    .build();
            server.useHttps(certificates.sslSocketFactory());
            return EAGER.newBuilder()
                    .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                    .build();
        }

        @Override
        public String url() {
            return isProxy ? "https://clearml.invalid" : "http://127.0.0.1:" + relay.port();
        }

        @Override
        public OkHttpClient http() {
            return http;
        }

        @Override
        public void answer(ScriptedAnswer next) {
            answer = next;
            requests.set(0);
        }

        @Override
        public int requests() {
            return requests.get();
        }

        void close() throws IOException {
            relay.close();
            server.close();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
