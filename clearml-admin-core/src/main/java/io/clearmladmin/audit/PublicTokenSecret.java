package io.clearmladmin.audit;

import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.server.ConfigQuery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Whether the secret that signs tokens is one that anyone can read in public. */
final class PublicTokenSecret {

    private static final long TOKEN_SECONDS = 60;
    private static final String CHART_4_SECRET = "1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV";
    static final Map<String, String> WHERE_BY_SHA256 = Map.of(
            Hashes.sha256(CHART_4_SECRET),
            "the public chart 4.0.0",
            "0c3b1dd110371938f488eb28f8119e640ed48b276d351dce4f86edd3b9e14cdc",
            "the public chart 5.x to 7.14.4",
            "b6bcb89784ec109857797236fae867027664aa0ae51f5b086ebcfc9409217930",
            "the server's secure.conf");

    private PublicTokenSecret() {}

    static void look(Site site, Notes notes) {
        notes.part("the signature of a token", () -> verify(site, notes));
        notes.part("the configured secret", () -> compare(site, notes));
    }

    private static void verify(Site site, Notes notes) {
        LoginRequest.Builder request = LoginRequest.builder().expirationSec(TOKEN_SECONDS);
        if (site.isEnterprise()) {
            request.setCookie(false);
        }
        String token = site.clearml().auth().login(request.build()).reveal();
        if (Hashes.isSigned(token, CHART_4_SECRET.getBytes(StandardCharsets.UTF_8))) {
            find(notes, "A token of the server is signed with the secret of the public chart 4.0.0");
        }
        WHERE_BY_SHA256.forEach((hash, where) -> {
            // HMAC-SHA-256 uses the SHA-256 of a secret of more than 64 bytes in its place.
            if (Hashes.isSigned(token, HexFormat.of().parseHex(hash))) {
                find(notes, "A token of the server is signed with the secret of " + where);
            }
        });
    }

    private static void compare(Site site, Notes notes) {
        ConfigQuery query = ConfigQuery.builder().path("secure.auth").build();
        Object secret = site.clearml().server().config(query).get("token_secret");
        String where = secret instanceof String text ? WHERE_BY_SHA256.get(Hashes.sha256(text)) : null;
        if (where != null) {
            find(notes, "secure.auth.token_secret is the one of " + where);
        }
    }

    private static void find(Notes notes, String evidence) {
        notes.find(
                Severity.CRITICAL,
                "the secret that signs tokens",
                evidence,
                "Anyone can forge tokens of any user and role: set secure.auth.token_secret to a random text and restart"
                        + " the API server; all tokens end with that.");
    }
}
