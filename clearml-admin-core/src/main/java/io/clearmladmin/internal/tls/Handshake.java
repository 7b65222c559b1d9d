package io.clearmladmin.internal.tls;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Reads the certificates that a server presents: connects, does the TLS handshake and disconnects. Sends no data. */
public final class Handshake {

    private Handshake() {}

    /**
     * Passes the certificates to this trust manager. A handshake that fails later, for lack of a client certificate, has
     * presented them nevertheless.
     *
     * @param host the name to connect to
     * @param time for the whole handshake, even if it arrives byte by byte
     */
    public static void shake(InetSocketAddress address, String host, TrustManager trust, Duration time)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        Deadline end = Deadline.in(time);
        CountDownLatch done = new CountDownLatch(1);
        try (Socket socket = new Socket()) {
            Threads.once("clearml-handshake", () -> closeLate(socket, done, time))
                    .start();
            socket.connect(address, (int) time.toMillis());
            try (SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, host, address.getPort(), true)) {
                tls.startHandshake();
            }
        } catch (IOException failure) {
            if (end.nanosLeft() == 0) {
                throw new IOException("no answer within " + time.toSeconds() + " s", failure);
            }
            throw failure;
        } finally {
            done.countDown();
        }
    }

    // A socket's own timeout applies to each byte.
    private static void closeLate(Socket socket, CountDownLatch done, Duration time) {
        try {
            if (!done.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                socket.close();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException isClosed) {
            return; // as it should be
        }
    }
}
