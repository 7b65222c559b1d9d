package io.clearmladmin.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server at the level of its socket: it keeps the head of each request that arrived whole, and answers with any text. */
final class RawServer implements AutoCloseable {

    /** What comes back: this text, and then the connection is closed, reset or kept for the next request. */
    record Answer(String text, End end) {

        enum End {
            KEEP,
            CLOSE,
            RESET
        }
    }

    private final ServerSocket socket;
    private final Function<String, Answer> answers;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** {@code answers} is given the head of a request. */
    RawServer(Function<String, Answer> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        run("raw server", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The heads of the requests so far. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    /** Counts from zero again. */
    void forget() {
        heads.clear();
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                run("raw connection", () -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                in.readNBytes(length(head));
                heads.add(head);
                Answer answer = answers.apply(head);
                client.getOutputStream().write(answer.text().getBytes(StandardCharsets.UTF_8));
                if (answer.end() == Answer.End.RESET) {
                    client.setSoLinger(true, 0);
                }
                if (answer.end() != Answer.End.KEEP) {
                    return;
                }
            }
        } catch (SocketException gone) {
            // The client had enough of it.
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } finally {
            open.remove(client);
        }
    }

    /** The next head on this stream; empty at its end. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            last4 = last4 << 8 | next;
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
