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

/** A look at the certificates that a server shows: connects, shakes hands and hangs up. Nothing is sent. */
public final class Handshake {

    private Handshake() {}

    /**
     * Has the certificates shown to this trust manager. One that fails afterwards, for want of a certificate of ours, has shown
     * them nevertheless.
     *
     * @param host the name that is asked for
     * @param time for all of it, whatever comes byte by byte
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

    // A socket's own timeout goes for each byte.
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
