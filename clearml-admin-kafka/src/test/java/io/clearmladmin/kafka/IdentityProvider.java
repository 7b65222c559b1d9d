package io.clearmladmin.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.endpoint.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/** Gives tokens for the id and secret of one client, and lets a broker know them again. */
final class IdentityProvider implements AutoCloseable {

    static final String CLIENT = "clearml-events";
    static final Secret SECRET = Secret.of("kanari: \"client\\ secret%41+/");
    /** The scope whose tokens no broker takes. */
    static final String STRANGE = "strange";

    private static final String KNOWN = "a2Fu";

    private final HttpServer server;
    private final List<String> questions = new CopyOnWriteArrayList<>();

    private IdentityProvider(HttpServer server) {
        this.server = server;
    }

    static IdentityProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        IdentityProvider provider = new IdentityProvider(server);
        server.createContext("/token", provider::answer);
        server.start();
        return provider;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    /** The forms that came with the right id and secret. */
    List<String> questions() {
        return questions;
    }

    /** A broker lets its clients in. */
    static Properties ofBroker() {
        Properties broker = new Properties();
        broker.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
        String prefix = "listener.name.sasl_plaintext.oauthbearer.sasl.";
        broker.put(
                prefix + "jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        broker.put(prefix + "server.callback.handler.class", Validator.class.getName());
        return broker;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String wanted = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET.reveal()).getBytes(StandardCharsets.UTF_8));
        if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            questions.add(form);
            String signature = form.contains("scope=" + STRANGE) ? "b3RoZXI" : KNOWN;
            respond(exchange, 200, "{\"access_token\":\"" + token(signature) + "\",\"token_type\":\"Bearer\"}");
        } else {
            respond(exchange, 401, "{\"error\":\"invalid_client\",\"error_description\":\"no such client or secret\"}");
        }
    }

    private static String token(String signature) {
        long now = Instant.now().getEpochSecond();
        return text("{\"alg\":\"HS256\"}") + "."
                + text("{\"sub\":\"" + CLIENT + "\",\"scope\":\"kafka\",\"iat\":" + now + ",\"exp\":" + (now + 3_600)
                        + "}")
                + "." + signature;
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The broker's side; made by its name. */
    public static final class Validator implements AuthenticateCallbackHandler {

        @Override
        public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {}

        @Override
        public void handle(Callback[] callbacks) {
            for (Callback callback : callbacks) {
                if (callback instanceof OAuthBearerValidatorCallback asked) {
                    if (asked.tokenValue().endsWith("." + KNOWN)) {
                        asked.token(new Known(asked.tokenValue()));
                    } else {
                        asked.error("invalid_token", null, null);
                    }
                }
            }
        }

        @Override
        public void close() {}
    }

    private record Known(String value) implements OAuthBearerToken {

        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return Instant.now().plusSeconds(3_600).toEpochMilli();
        }

        @Override
        public String principalName() {
            return CLIENT;
        }

        @Override
        public Long startTimeMs() {
            return 0L;
        }
    }
}
