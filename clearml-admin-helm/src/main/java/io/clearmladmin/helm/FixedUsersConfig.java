package io.clearmladmin.helm;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.clearmladmin.endpoint.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Fixed users in the form of the API server's configuration. */
final class FixedUsersConfig {

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;
    private static final int COST = 12;

    private FixedUsersConfig() {}

    static String of(List<FixedUser> users, SecureRandom random) {
        StringBuilder text = new StringBuilder("""
                auth {
                  fixed_users {
                    enabled: true
                    pass_hashed: true
                    users: [
                """);
        for (FixedUser user : users) {
            text.append("      {\n");
            add(text, "username", quoted(user.username()));
            add(text, "password", quoted(hash(user.password(), random)));
            add(text, "name", quoted(user.name()));
            if (user.isAdmin()) {
                add(text, "admin", "true");
            }
            text.append("      },\n");
        }
        return text.append("    ]\n  }\n}\n").toString();
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append("        ").append(name).append(": ").append(value).append('\n');
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    // The server expects the base64 of the bcrypt hash.
    private static String hash(Secret password, SecureRandom random) {
        byte[] hash = BCrypt.with(VERSION, random, LongPasswordStrategies.strict(VERSION))
                .hash(COST, password.reveal().getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }
}
