package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes and reads JSON web tokens, signed with HMAC-SHA-256, with the claims of the real server. */
final class Tokens {

    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final ServerState world;
    private final byte[] secret = new byte[32];

    Tokens(ServerState world) {
        this.world = world;
        world.random.nextBytes(secret);
    }

    /** What a good token says. */
    record Claims(String user, String company, String role, String session) {}

    String issue(Account account, @Nullable Long lifetimeSeconds) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("user", account.id);
        identity.put("company", account.company);
        identity.put("role", account.role.value());
        identity.put("user_name", account.name());
        Company company = world.companies.get(account.company);
        identity.put("company_name", company == null ? "" : company.name);
        Map<String, Object> claims = new LinkedHashMap<>();
        long now = world.now().getEpochSecond();
        claims.put("identity", identity);
        claims.put("auth_type", "Bearer");
        claims.put("session_id", ServerState.newId());
        claims.put("env", "<unknown>");
        claims.put("iat", now);
        boolean isEndless = lifetimeSeconds == null && account.role.value().equals("system");
        if (!isEndless) {
            claims.put("exp", now + (lifetimeSeconds == null ? world.tokenLifetime.toSeconds() : lifetimeSeconds));
        }
        claims.put("api_version", world.apiVersion());
        claims.put("server_version", world.serverVersion());
        claims.put("server_build", "");
        claims.put("feature_set", world.isEnterprise() ? "advanced" : "basic");
        if (world.isEnterprise()) {
            claims.put("tenant", account.company);
        }
        String content = HEADER + "." + encode(Wire.bytes(claims));
        return content + "." + encode(sign(content));
    }

    /** Reads a token; refuses a bad, ended or revoked one as the real server does. */
    Claims read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length < 3) {
            throw invalid("Not enough segments");
        }
        JsonNode claims = parts.length == 3 ? parse(parts[0], parts[1]) : null;
        if (claims == null) {
            throw invalid("Invalid header padding");
        }
        byte[] expected = encode(sign(parts[0] + "." + parts[1])).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))) {
            throw invalid("Signature verification failed");
        }
        if (claims.has("exp")
                && !Instant.ofEpochSecond(claims.get("exp").asLong()).isAfter(world.now())) {
            throw invalid("Signature has expired");
        }
        String session = claims.path("session_id").asText();
        if (world.revokedSessions.contains(session)) {
            throw new Refusal(401, 30, "Invalid token (revoked token)");
        }
        JsonNode identity = claims.path("identity");
        return new Claims(
                identity.path("user").asText(),
                identity.path("company").asText(),
                identity.path("role").asText(),
                session);
    }

    private static @Nullable JsonNode parse(String header, String claims) {
        try {
            Wire.JSON.readTree(Base64.getUrlDecoder().decode(header));
            return Wire.JSON.readTree(Base64.getUrlDecoder().decode(claims));
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            return null;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Refusal invalid(String reason) {
        return new Refusal(401, 30, "Invalid token (invalid jwt token): reason=" + reason);
    }

    private byte[] sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
