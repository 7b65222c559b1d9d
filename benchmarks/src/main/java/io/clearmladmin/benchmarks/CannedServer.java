package io.clearmladmin.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A server that costs next to nothing: it answers each path with bytes made beforehand. It keeps connections open, or closes each
 * after its answer.
 */
final class CannedServer implements AutoCloseable {

    static final int USERS = 10_000;
    static final int PAGE = 500;

    private final ServerSocket socket;
    private final boolean isClosing;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final byte[] login = http("{\"token\":\"" + token() + "\"}");
    private final byte[] user = http("{\"user\":" + user(0) + "}");
    private final List<byte[]> pages = IntStream.rangeClosed(0, USERS / PAGE)
            .mapToObj(page -> http("{\"users\":["
                    + IntStream.range(page * PAGE, Math.min(USERS, (page + 1) * PAGE))
                            .mapToObj(CannedServer::user)
                            .collect(Collectors.joining(","))
                    + "]}"))
            .toList();

    CannedServer() {
        this(false);
    }

    static CannedServer closing() {
        return new CannedServer(true);
    }

    private CannedServer(boolean isClosing) {
        this.isClosing = isClosing;
        try {
            socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start("canned server", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String user(int number) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%032x\",\"company\":\"d1bd92a3b039400cbafc60a7a5b1e52b\",\"name\":\"User number %d\","
                        + "\"given_name\":\"User\",\"family_name\":\"Number %d\",\"created_in_version\":\"2.3.0\","
                        + "\"created\":\"2026-11-21T00:16:27.551000+00:00\"}",
                number,
                number,
                number);
    }

    private static String token() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString("{\"feature_set\":\"basic\"}".getBytes(StandardCharsets.UTF_8))
                + ".x";
    }

    private static byte[] http(String data) {
        String body =
                "{\"meta\":{\"id\":\"5592088fac9b4975965820775002809d\",\"trx\":\"5592088fac9b4975965820775002809d\","
                        + "\"endpoint\":{\"name\":\"users.get_by_id\",\"requested_version\":\"2.34\",\"actual_version\":\"1.0\"},"
                        + "\"result_code\":200,\"result_subcode\":0,\"result_msg\":\"OK\",\"error_stack\":null,\"error_data\":{}},"
                        + "\"data\":" + data + "}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                start("canned connection", () -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            String request = readLine(in);
            while (!request.isEmpty()) {
                byte[] answer = answer(request, body(in));
                out.write(isClosing ? closing(answer) : answer);
                if (isClosing) {
                    connections.remove(connection);
                    return;
                }
                request = readLine(in);
            }
        } catch (IOException gone) {
            connections.remove(connection);
        }
    }

    private static byte[] closing(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String body(InputStream in) throws IOException {
        int length = 0;
        for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private byte[] answer(String request, String body) {
        if (request.contains("/auth.login")) {
            return login;
        }
        if (request.contains("/users.get_all")) {
            int at = body.indexOf("\"page\":") + 7;
            int end = at;
            while (end < body.length() && Character.isDigit(body.charAt(end))) {
                end++;
            }
            return pages.get(Integer.parseInt(body.substring(at, end)));
        }
        return user;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
