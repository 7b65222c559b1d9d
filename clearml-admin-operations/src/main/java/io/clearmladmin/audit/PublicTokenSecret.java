package io.clearmladmin.audit;

import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.internal.secrets.Hashes;
import io.clearmladmin.internal.secrets.PublicSecrets;
import io.clearmladmin.report.Severity;
import io.clearmladmin.server.ConfigQuery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Checks whether the secret that signs tokens is public. */
final class PublicTokenSecret {

    private static final long TOKEN_SECONDS = 60;

    private PublicTokenSecret() {}

    static void check(AuditContext site, FindingCollector notes) {
        notes.part("the signature of a token", () -> verify(site, notes));
        notes.part("the configured secret", () -> compare(site, notes));
    }

    private static void verify(AuditContext site, FindingCollector notes) {
        LoginRequest.Builder request = LoginRequest.builder().expirationSec(TOKEN_SECONDS);
        if (site.isEnterprise()) {
            request.setCookie(false);
        }
        String token = site.clearml().auth().login(request.build()).reveal();
        if (Hashes.isSigned(token, PublicSecrets.CHART_4_SECRET.getBytes(StandardCharsets.UTF_8))) {
            find(notes, "A token of the server is signed with the secret of the public chart 4.0.0");
        }
        PublicSecrets.WHERE_BY_SHA256.forEach((hash, where) -> {
            // HMAC-SHA-256 replaces a secret of more than 64 bytes with its SHA-256.
            if (Hashes.isSigned(token, HexFormat.of().parseHex(hash))) {
                find(notes, "A token of the server is signed with the secret of " + where);
            }
        });
    }

    private static void compare(AuditContext site, FindingCollector notes) {
        ConfigQuery query = ConfigQuery.builder().path("secure.auth").build();
        Object secret = site.clearml().server().config(query).get("token_secret");
        String where = secret instanceof String text ? PublicSecrets.WHERE_BY_SHA256.get(Hashes.sha256(text)) : null;
        if (where != null) {
            find(notes, "secure.auth.token_secret is the one of " + where);
        }
    }

    private static void find(FindingCollector notes, String evidence) {
        notes.find(
                Severity.CRITICAL,
                "the secret that signs tokens",
                evidence,
                "Anyone can forge tokens of any user and role: set secure.auth.token_secret to a random text and restart"
                        + " the API server; all tokens become invalid.");
    }
}
