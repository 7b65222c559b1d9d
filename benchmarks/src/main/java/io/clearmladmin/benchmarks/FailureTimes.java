package io.clearmladmin.benchmarks;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ClearMlException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** How long a call takes to fail, with the client's default settings, where the official client retries for ever or hangs. */
public final class FailureTimes {

    private static final String PASSWORD = "changeit";

    private FailureTimes() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        try (ServerSocket silent = listening(ServerSocketFactory.getDefault());
                ServerSocket unavailable = listening(ServerSocketFactory.getDefault());
                ServerSocket proxy = listening(ServerSocketFactory.getDefault());
                ServerSocket selfSigned = listening(selfSigned())) {
            serve(silent, "");
            serve(
                    unavailable,
                    answer(
                            "application/json",
                            "{\"meta\":{\"result_code\":503,\"result_subcode\":1,"
                                    + "\"result_msg\":\"Service unavailable\"},\"data\":{}}"));
            serve(proxy, answer("text/html", "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"));
            serve(selfSigned, "");
            print("connection refused", "http", closedPort());
            print("503 from the API server", "http", unavailable.getLocalPort());
            print("503 from a proxy", "http", proxy.getLocalPort());
            print("self-signed certificate", "https", selfSigned.getLocalPort());
            print("accepts and says nothing", "http", silent.getLocalPort());
        }
        System.exit(0);
    }

    private static ServerSocket listening(ServerSocketFactory sockets) throws IOException {
        return sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = listening(ServerSocketFactory.getDefault())) {
            return closed.getLocalPort();
        }
    }

    private static void print(String what, String scheme, int port) {
        try (ClearMl clearml = ClearMl.connect(scheme + "://127.0.0.1:" + port, "KEY", "SECRET")) {
            long start = System.nanoTime();
            try {
                System.out.println(what + ": answered " + clearml.users().getById("u1"));
            } catch (ClearMlException failure) {
                System.out.printf(
                        Locale.ROOT,
                        "%-26s %6.1f s  %s: %s%n",
                        what,
                        (System.nanoTime() - start) / 1e9,
                        failure.getClass().getSimpleName(),
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
            }
        }
    }

    private static String answer(String type, String body) {
        return "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    // Answers each request with this; nothing if it is empty.
    private static void serve(ServerSocket server, String answer) {
        daemon(() -> {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                daemon(() -> {
                    try (connection) {
                        InputStream in = connection.getInputStream();
                        byte[] some = new byte[8192];
                        while (in.read(some) >= 0) {
                            if (!answer.isEmpty()) {
                                OutputStream out = connection.getOutputStream();
                                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                                return;
                            }
                        }
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException gone) {
                // The client went, or the server is closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocketFactory selfSigned() throws Exception {
        Path store = Files.createTempDirectory("failure-times").resolve("store.p12");
        try {
            int code = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/keytool",
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=127.0.0.1",
                            "-ext",
                            "SAN=IP:127.0.0.1",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("keytool ended with " + code);
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(store.getParent());
        }
    }
}
