package io.clearmladmin.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * Runs what most commands load, for the archive of classes that makes their start faster: a login and some calls to a server of
 * its own, which says nothing of worth. Nobody else is reached.
 */
final class ArchivedRun {

    private static final String REPLY =
            "{\"meta\":{\"id\":\"0\",\"result_code\":200,\"result_subcode\":0},\"data\":{\"token\":\"%s\"}}";
    private static final String CLAIMS =
            "{\"identity\":{\"user\":\"u\",\"role\":\"admin\",\"company\":\"c\"},\"exp\":9999999999,\"server_version\":\"1\"}";

    private ArchivedRun() {}

    /** Runs them. */
    public static void main(String[] args) throws IOException {
        String token = "e30." + Base64.getUrlEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8)) + ".x";
        byte[] reply = REPLY.formatted(token).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        try {
            run("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            // Its threads would keep the process.
            server.stop(0);
        }
    }

    private static void run(String url) {
        System.setProperty("clearml.api.access_key", "NOBODY");
        System.setProperty("clearml.api.secret_key", "NOTHING");
        Program program = new Program(new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Map.of(Surroundings.TERMINALS, "out", "TERM", "xterm"),
                Path.of("/nonexistent")));
        program.run("whoami", "--url", url);
        program.run("whoami", "--url", url, "-o", "yaml");
        program.run("server", "info", "--url", url, "-o", "json");
        program.run("config", "show", "--url", url, "-o", "csv");
        program.run("call", "users.get_all", "--safe", "--url", url);
        program.run("key", "--help");
        program.run("whoani");
    }
}
