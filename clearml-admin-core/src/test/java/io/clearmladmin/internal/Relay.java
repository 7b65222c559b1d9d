package io.clearmladmin.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Carries bytes to a server on this machine, on request as a proxy that wants CONNECT first; can cut what it carries. */
final class Relay implements AutoCloseable {

    private final ServerSocket socket;
    private final int target;
    private final boolean isProxy;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answers = head -> "200 Connection established";

    Relay(int target, boolean isProxy) throws IOException {
        this.target = target;
        this.isProxy = isProxy;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The heads of the CONNECT requests so far. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** Says what to answer to the head of a CONNECT, as status and reason; only a 200 opens the tunnel. */
    void answering(UnaryOperator<String> next) {
        answers = next;
    }

    /** Ends all connections at once. */
    void cut(boolean reset) {
        for (Socket one : List.copyOf(open)) {
            open.remove(one);
            try {
                if (reset) {
                    one.setSoLinger(true, 0);
                }
                one.close();
            } catch (IOException gone) {
                // It is cut, then.
            }
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                run(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            if (isProxy && !isOpened(client)) {
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                server.setTcpNoDelay(true);
                open.add(server);
                run(() -> carry(server, client));
                carry(client, server);
            }
        } catch (IOException cut) {
            // Both ends see that.
        } finally {
            open.remove(client);
        }
    }

    private boolean isOpened(Socket client) throws IOException {
        while (true) {
            String head = RawServer.head(client.getInputStream());
            if (head.isEmpty()) {
                return false;
            }
            heads.add(head);
            String answer = answers.apply(head);
            String text =
                    "HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n";
            client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            if (answer.startsWith("200")) {
                return true;
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            // Both ends see that.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut(false);
    }
}
