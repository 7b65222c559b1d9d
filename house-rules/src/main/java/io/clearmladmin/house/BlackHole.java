package io.clearmladmin.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Addresses that never reply properly: an unbounded wait there never ends. */
public enum BlackHole {
    /** Nobody listens. */
    REFUSED("Nothing listens there"),
    /** The name has no address. */
    UNRESOLVABLE("Unknown host"),
    /** Nobody answers who wants to connect, as behind a firewall that drops what it does not like. */
    DROPPED("Nothing answered in time"),
    /** Takes the connection, and says nothing; nor does it read. */
    SILENT("failed while waiting for the reply"),
    /** The same where TLS is expected. */
    SILENT_TLS("TLS gets no reply"),
    /** Begins a message of TLS, and says one byte of it after the other. */
    DRIP_TLS("TLS gets no reply"),
    /** Says a half of what it has to say, and then nothing. */
    HALF("failed while reading the reply"),
    /** Says one byte of its head after the other, and never comes to an end. */
    DRIP("failed while waiting for the reply"),
    /** Says one byte of what it has to say after the other, and never comes to an end. */
    DRIP_BODY("failed while reading the reply"),
    /** Says as much as it can, and never comes to an end. */
    ENDLESS("larger than maxResponseBytes");

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String BODY = "\r\n{\"meta\":{\"result_code\":200,\"result_subcode\":0},\"data\":{\"text\":\"";
    private static final byte[] TLS_RECORD = {0x16, 3, 3, 0x3f, -1};
    private static final long PAUSE_NANOS = 20_000_000;

    private final String cause;

    BlackHole(String cause) {
        this.cause = cause;
    }

    /** What the failure of a call to such an API server says. */
    public String cause() {
        return cause;
    }

    /** Opens it on this machine. */
    public Place open() {
        try {
            return new Place(this);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void serve(OutputStream out) throws IOException {
        switch (this) {
            case HALF -> out.write((HEAD + BODY).getBytes(StandardCharsets.UTF_8));
            case DRIP -> drip(out, (HEAD + "X-Long: ").getBytes(StandardCharsets.UTF_8), 'x');
            case DRIP_BODY -> drip(out, (HEAD + BODY).getBytes(StandardCharsets.UTF_8), 'x');
            case DRIP_TLS -> drip(out, TLS_RECORD, 0);
            case ENDLESS -> {
                out.write((HEAD + BODY).getBytes(StandardCharsets.UTF_8));
                byte[] more = "x".repeat(8_192).getBytes(StandardCharsets.UTF_8);
                while (true) {
                    out.write(more);
                }
            }
            default -> {}
        }
    }

    private static void drip(OutputStream out, byte[] begin, int next) throws IOException {
        out.write(begin);
        while (true) {
            out.write(next);
            out.flush();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** One that is open. */
    public static final class Place implements AutoCloseable {

        private final BlackHole hole;
        private final String host;
        private final int port;
        private final @Nullable ServerSocket listening;
        private final List<Socket> open = new CopyOnWriteArrayList<>();
        private final CountDownLatch visited = new CountDownLatch(1);

        private Place(BlackHole hole) throws IOException {
            this.hole = hole;
            this.host = hole == UNRESOLVABLE ? "black-hole.invalid" : "127.0.0.1";
            ServerSocket socket = new ServerSocket(0, hole == DROPPED ? 1 : 500, InetAddress.getLoopbackAddress());
            this.port = socket.getLocalPort();
            this.listening = hole == REFUSED || hole == UNRESOLVABLE ? null : socket;
            if (listening == null) {
                socket.close();
            } else if (hole == DROPPED) {
                fill();
            } else {
                thread(this::accept, "black hole " + hole);
            }
        }

        /** The name or address to connect to. */
        public String host() {
            return host;
        }

        /** The port to connect to. */
        public int port() {
            return port;
        }

        /** The address for HTTP, over TLS where that is expected. */
        public String url() {
            return (hole == SILENT_TLS || hole == DRIP_TLS ? "https" : "http") + "://" + host + ":" + port;
        }

        /** Waits until somebody has connected, for a few seconds; returns at once where nobody can. */
        public void awaitVisitor() throws InterruptedException {
            boolean canConnect = listening != null && hole != DROPPED;
            if (canConnect && !visited.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has connected to " + url());
            }
        }

        // Once so many wait to be accepted, the kernel drops who comes next.
        private void fill() throws IOException {
            for (int i = 0; i < 8; i++) {
                Socket waiting = new Socket();
                open.add(waiting);
                try {
                    waiting.connect(new InetSocketAddress(host, port), 200);
                } catch (SocketTimeoutException full) {
                    return;
                }
            }
        }

        private void accept() {
            ServerSocket socket = listening;
            while (socket != null && !socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    open.add(connection);
                    visited.countDown();
                    thread(() -> talk(connection), "black hole " + hole + ", a connection");
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void talk(Socket connection) {
            if (hole == SILENT || hole == SILENT_TLS) {
                return;
            }
            try (InputStream in = connection.getInputStream()) {
                if (in.read(new byte[8_192]) >= 0) {
                    hole.serve(connection.getOutputStream());
                    LockSupport.park();
                }
            } catch (IOException gone) {
                open.remove(connection);
            }
        }

        private static void thread(Runnable work, String name) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            try {
                if (listening != null) {
                    listening.close();
                }
                for (Socket connection : open) {
                    connection.close();
                }
            } catch (IOException unusable) {
                throw new UncheckedIOException(unusable);
            }
        }
    }
}
