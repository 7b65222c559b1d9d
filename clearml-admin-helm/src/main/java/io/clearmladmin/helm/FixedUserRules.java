package io.clearmladmin.helm;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.Hocon;
import io.clearmladmin.report.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the server's configuration files, and the fixed users in them. */
final class FixedUserRules {

    static final String FILE = "apiserver.conf";
    private static final String RULE = "fixed-users";
    private static final String USERS = "auth.fixed_users";

    private final Values values;
    private final Findings findings;
    private final String path;

    private FixedUserRules(Values values, Findings findings, String path) {
        this.values = values;
        this.findings = findings;
        this.path = path;
    }

    static void check(Values values, Findings findings) {
        values.configs("apiserver").forEach((file, text) -> {
            String path = values.configPath("apiserver", file);
            try {
                Map<String, @Nullable Object> config = Hocon.read(text);
                FixedUserRules rules = new FixedUserRules(values, findings, path);
                rules.misplaced(file, "", config);
                if (file.equals(FILE)) {
                    rules.check(config);
                }
            } catch (ConfigurationException unreadable) {
                if (file.endsWith(".conf")) {
                    findings.find(
                            "configuration",
                            Severity.HIGH,
                            path,
                            "not HOCON: " + unreadable.getMessage(),
                            "Check for a missing brace, quote or comma: the server does not start with it.");
                }
            }
        });
    }

    private void find(Severity severity, String found, String remedy) {
        findings.find(RULE, severity, path, found, remedy);
    }

    // The server reads only one place; anywhere else, users have no effect and no password is required.
    private void misplaced(String file, String parent, Map<?, ?> object) {
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            String at = parent.isEmpty() ? name : parent + "." + name;
            boolean isMeant = name.replace("_", "").toLowerCase(Locale.ROOT).matches("fixedusers?");
            if (isMeant && !(file.equals(FILE) && at.equals(USERS))) {
                find(
                        Severity.HIGH,
                        "fixed users at " + at + " of " + file + ", where the server does not read them: login is open",
                        "Write them under " + USERS + " of " + FILE + ".");
            } else if (value instanceof Map<?, ?> inner) {
                misplaced(file, at, inner);
            }
        });
    }

    private void check(Map<String, @Nullable Object> config) {
        Object users = config.get("auth") instanceof Map<?, ?> auth ? auth.get("fixed_users") : config.get("auth");
        if (isOfTheServer(users)) {
            find(
                    Severity.INFO,
                    "fixed users with substitutions that only the server resolves, so that they are not checked",
                    "Write them without ${…} to have them checked.");
        } else if (users instanceof Map<?, ?> settings) {
            checkSettings(settings);
        }
    }

    private static boolean isOfTheServer(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(FixedUserRules::isOfTheServer);
        }
        return value instanceof List<?> list
                ? list.stream().anyMatch(FixedUserRules::isOfTheServer)
                : value == Hocon.Elsewhere.ELSEWHERE;
    }

    private void checkSettings(Map<?, ?> settings) {
        List<?> users = settings.get("users") instanceof List<?> list ? list : List.of();
        if (!isTrue(settings.get("enabled"))) {
            if (!users.isEmpty()) {
                find(Severity.LOW, "fixed users that are not enabled", "Set auth.fixed_users.enabled to true.");
            }
            return;
        }
        boolean isHashed = isTrue(settings.get("pass_hashed"));
        if (!isHashed && !users.isEmpty()) {
            find(
                    Severity.HIGH,
                    "fixed users whose passwords are not hashed (pass_hashed is not true)",
                    "Set pass_hashed to true, and write each password as the base64 of its bcrypt hash: the builder of"
                            + " values does.");
        }
        if (users.isEmpty()) {
            find(Severity.MEDIUM, "fixed users are enabled, but there are none", "Add users, or nobody can log in.");
        }
        Set<Object> names = new HashSet<>();
        for (int i = 0; i < users.size(); i++) {
            user(users.get(i), "user " + (i + 1), isHashed, names);
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        return value != null && Set.of("true", "yes", "on").contains(String.valueOf(value));
    }

    private void user(Object value, String which, boolean isHashed, Set<Object> names) {
        if (!(value instanceof Map<?, ?> user)) {
            find(Severity.HIGH, which + " is not an object", "Write { username: …, password: …, name: … }.");
            return;
        }
        for (String needed : List.of("username", "password", "name")) {
            Object text = user.get(needed);
            if (text == null || String.valueOf(text).isBlank()) {
                find(Severity.HIGH, which + " has no " + needed, "Set it.");
            }
        }
        if (user.get("username") instanceof String name && !names.add(name)) {
            find(Severity.HIGH, which + " has the username of another", "Rename it: the server refuses both.");
        }
        if (isHashed && user.get("password") instanceof String password && !isHash(password)) {
            find(
                    Severity.HIGH,
                    "the password of " + which + " is not the base64 of a bcrypt hash, though pass_hashed is true",
                    "Hash it, or nobody can log in with it.");
        }
        if (values.chart().isPublic() && user.containsKey("admin")) {
            find(Severity.HIGH, which + " has the field admin, which only the Enterprise server has", "Remove it.");
        }
    }

    private static boolean isHash(String text) {
        try {
            String hash = new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII);
            return hash.matches("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
