package io.clearmladmin.k8s.controlplane;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Shakes hands on loopback with a certificate, and says no more. */
final class TlsServer implements AutoCloseable {

    private final SSLServerSocket socket;

    TlsServer(HeldCertificate certificate, X509Certificate... intermediates) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(certificate, intermediates)
                .build();
        socket = (SSLServerSocket) certificates
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (SSLSocket client = (SSLSocket) socket.accept()) {
                client.setSoTimeout(5_000);
                client.startHandshake();
                client.getInputStream().read();
            } catch (IOException gone) {
                // The client leaves as it likes; a closed server ends the loop.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
