package io.clearmladmin.audit;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.LocatedCredentials;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.internal.secrets.DefaultKey;
import io.clearmladmin.internal.secrets.Hashes;
import io.clearmladmin.report.Severity;
import io.clearmladmin.server.ConfigQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds public default keys: by a login, in the server's configuration, and by their access key. */
final class DefaultKeys {

    private static final String TOKEN_SECRET = "secure.auth.token_secret";

    private final AuditContext site;
    private final FindingCollector notes;
    private final List<DefaultKey> keys;
    private final Map<String, List<String>> evidence = new LinkedHashMap<>();
    // The evidence for keys that do not work while fixed users are on.
    private final Map<String, List<String>> asleep = new LinkedHashMap<>();
    private final Once<Boolean> hasFixedUsers = new Once<>(this::hasFixedUsers);

    private DefaultKeys(AuditContext site, FindingCollector notes) {
        this.site = site;
        this.notes = notes;
        this.keys = Stream.concat(DefaultKey.KNOWN.stream(), site.furtherKeys().stream())
                .toList();
    }

    static void check(AuditContext site, FindingCollector notes) {
        new DefaultKeys(site, notes).check();
    }

    private void check() {
        logIn();
        notes.part("the configured secrets", this::compareConfiguration);
        if (site.isEnterprise()) {
            notes.part("the owners of public access keys", this::locate);
        }
        for (DefaultKey key : keys) {
            List<String> seen = evidence.remove(key.accessKey());
            List<String> sleeping = asleep.remove(key.accessKey());
            if (seen != null) {
                notes.find(
                        Severity.CRITICAL,
                        "access key " + key,
                        String.join("; ", seen),
                        "This key is public: replace it in the server's configuration"
                                + " (secure.credentials) and restart the API server, or revoke it if a user owns it.");
            } else if (sleeping != null) {
                notes.find(
                        Severity.INFO,
                        "access key " + key,
                        String.join("; ", sleeping) + "; fixed-users mode revokes it",
                        "This key is public, and it works as soon as fixed users are turned off: replace it"
                                + " in the server's configuration (secure.credentials) before that.");
            }
        }
    }

    private void found(DefaultKey key, String how) {
        found(evidence, key, how);
    }

    private static void found(Map<String, List<String>> where, DefaultKey key, String how) {
        where.computeIfAbsent(key.accessKey(), first -> new ArrayList<>()).add(how);
    }

    private void logIn() {
        List<DefaultKey> known =
                keys.stream().filter(key -> key.secret().isPresent()).toList();
        ClearMl once = site.clearml().with(CallOptions.builder().maxAttempts(1).build());
        List<DefaultKey> answered = new ArrayList<>();
        for (DefaultKey key : known) {
            notes.part("the login with " + key, () -> {
                logIn(once, key, key.secret().orElseThrow());
                answered.add(key);
            });
        }
        if (!answered.isEmpty()) {
            notes.find(
                    Severity.INFO,
                    Phrases.count(answered.size(), "public key"),
                    "Tried by one login each: " + Phrases.list(answered),
                    "Nothing to do; the server's log may show the refused logins.");
        }
    }

    private void logIn(ClearMl once, DefaultKey key, Secret secret) {
        try {
            TokenClaims claims = once.withCredentials(key.accessKey(), secret).claims();
            Optional<Role> role = claims.identity().flatMap(TokenClaims.Identity::role);
            found(key, "it logs in" + role.map(its -> " with role " + its).orElse(""));
        } catch (UnauthorizedException refused) {
            return; // as it should be
        }
    }

    private void compareConfiguration() {
        ConfigQuery query = ConfigQuery.builder().path("secure").build();
        compare("secure", site.clearml().server().config(query), false);
    }

    private boolean hasFixedUsers() {
        try {
            return site.clearml().auth().fixedUsersMode().enabled();
        } catch (ApiException unknown) {
            return false; // so that no key is reported as revoked that may not be
        }
    }

    private void compare(String path, Object value, boolean isAsleep) {
        if (value instanceof Map<?, ?> map) {
            boolean isRevoked = "true".equals(String.valueOf(map.get("revoke_in_fixed_mode"))) && hasFixedUsers.get();
            map.forEach((name, part) -> compare(path + "." + name, part, isAsleep || isRevoked));
        } else if (value instanceof List<?> list) {
            list.forEach(part -> compare(path, part, isAsleep));
        } else if (value instanceof String text && !path.equals(TOKEN_SECRET)) {
            String hash = Hashes.sha256(text);
            keys.stream()
                    .filter(key -> key.sha256().equals(hash))
                    .findFirst()
                    .ifPresent(key -> found(isAsleep ? asleep : evidence, key, path + " is its secret"));
        }
    }

    private void locate() {
        for (String accessKey :
                keys.stream().map(DefaultKey::accessKey).distinct().toList()) {
            owner(accessKey)
                    .ifPresent(owner -> keys.stream()
                            .filter(key -> key.accessKey().equals(accessKey))
                            .findFirst()
                            .ifPresent(key -> found(key, "this server has it, as user " + owner + "'s")));
        }
    }

    private Optional<String> owner(String accessKey) {
        try {
            LocatedCredentials located = site.clearml().auth().locateCredentials(accessKey);
            return located.name().or(located::user).or(() -> Optional.of("somebody"));
        } catch (InvalidIdException unknown) {
            return Optional.empty();
        }
    }
}
