package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@code auth.*} that both editions have. */
final class AuthEndpoints {

    private final ServerState world;
    private final Tokens tokens;

    AuthEndpoints(ServerState world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    void register(Endpoints endpoints) {
        endpoints.add("auth.login", Endpoints.ANYONE, this::login);
        endpoints.add(new Endpoint("auth.logout", "2.2", Endpoints.ANYONE, Endpoint.Login.NEEDED, this::logout));
        endpoints.add(new Endpoint("login.logout", "2.13", Endpoints.ANYONE, Endpoint.Login.OPTIONAL, this::logout));
        endpoints.add("auth.get_token_for_user", Endpoints.PLATFORM, this::getTokenForUser);
        endpoints.add("auth.validate_token", Endpoints.PLATFORM, this::validateToken);
        endpoints.add(
                "auth.create_user", world.isEnterprise() ? Endpoints.ADMINS : Endpoints.PLATFORM, this::createUser);
        endpoints.add("auth.edit_user", Endpoints.ADMINS, this::editUser);
        endpoints.add("auth.create_credentials", Endpoints.ANYONE, this::createCredentials);
        endpoints.add("auth.get_credentials", Endpoints.ANYONE, this::getCredentials);
        endpoints.add("auth.edit_credentials", Endpoints.ANYONE, this::editCredentials);
        endpoints.add("auth.revoke_credentials", Endpoints.ANYONE, this::revokeCredentials);
        endpoints.add(new Endpoint(
                "auth.fixed_users_mode",
                "1.0",
                Endpoints.ANYONE,
                Endpoint.Login.OPTIONAL,
                (caller, body) -> Map.of(
                        "enabled", !world.fixedUsers.isEmpty(),
                        "guest", Map.of("enabled", false),
                        "server_errors", Map.of())));
    }

    private Object login(Caller caller, Body body) {
        Long lifetime = body.lifetime("expiration_sec");
        return Map.of("token", tokens.issue(account(caller.user(), caller.company()), lifetime));
    }

    private Object logout(Caller caller, Body body) {
        if (!caller.session().isEmpty()) {
            world.revokedSessions.add(caller.session());
        }
        return Map.of();
    }

    private Object getTokenForUser(Caller caller, Body body) {
        String user = body.required("user");
        String company = body.text("company");
        Account account = world.accounts.get(user);
        if (account == null || !(company == null || account.company.equals(company))) {
            throw Refusal.invalidUserId(": id=" + user + ", company=" + (company == null ? caller.company() : company));
        }
        return Map.of("token", tokens.issue(account, body.lifetime("expiration_sec")));
    }

    private Object validateToken(Caller caller, Body body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            Tokens.Claims claims = tokens.read(body.required("token"));
            answer.put("company", claims.company());
            answer.put("user", claims.user());
            if (world.isEnterprise()) {
                answer.put("role", claims.role());
                answer.put("tenant", claims.company());
                answer.put("tenants", List.of(claims.company()));
            }
            answer.put("valid", true);
        } catch (Refusal invalid) {
            if (invalid.status() != 401) {
                throw invalid;
            }
            String text = String.valueOf(invalid.getMessage());
            answer.put("msg", text.substring(text.indexOf('=') + 1));
            answer.put("valid", false);
        }
        return answer;
    }

    private Object createUser(Caller caller, Body body) {
        String company = body.required("company");
        String email = body.required("email");
        String name = body.required("name");
        String role = body.role();
        if (!world.companies.containsKey(company)) {
            throw new Refusal(400, 10, "Invalid object id: company=" + company);
        }
        if (!caller.isPlatform() && !caller.company().equals(company)) {
            throw new Refusal(400, 10, "Invalid object id: company=" + company);
        }
        if (!email.contains("@")) {
            throw new Refusal(400, 800, "Data validation error: email=Invalid email address: " + email);
        }
        if (world.accounts.values().stream().anyMatch(account -> account.email.equals(email))) {
            throw new Refusal(
                    400,
                    801,
                    "Value combination already exists (unique field already contains this value): email=" + email);
        }
        Account account = world.account(ServerState.newId(), name, role == null ? Role.USER : new Role(role), company);
        account.email = email;
        for (String field : List.of("given_name", "family_name", "avatar")) {
            if (body.has(field)) {
                account.profile.put(field, body.required(field));
            }
        }
        return Map.of("id", account.id);
    }

    private Object editUser(Caller caller, Body body) {
        Account account = world.accounts.get(body.required("user"));
        String role = body.role();
        if (account == null || !account.company.equals(caller.company())) {
            throw Refusal.invalidUserId("");
        }
        if (role == null) {
            throw new Refusal(500, 0, "No update parameters, would remove data");
        }
        boolean isNew = !account.role.value().equals(role);
        account.role = new Role(role);
        return Map.of("updated", isNew ? 1 : 0, "fields", Map.of("role", role));
    }

    private Object createCredentials(Caller caller, Body body) {
        String label = body.text("label");
        Account account = account(caller.user(), caller.company());
        requireUnprotected(account);
        Long lifetime = world.isEnterprise() ? body.lifetime("expiration_sec") : null;
        Key key = world.key(account, lifetime == null ? null : java.time.Duration.ofSeconds(lifetime));
        key.label = label;
        return Map.of("credentials", withSecret(key));
    }

    private Object getCredentials(Caller caller, Body body) {
        account(caller.user(), caller.company());
        List<Map<String, Object>> list = new ArrayList<>();
        world.keysOf(caller.user()).forEach(key -> list.add(withoutSecret(key)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("credentials", list);
        if (world.isEnterprise()) {
            answer.put("additional_credentials", Map.of());
            answer.put("max_credentials", 100);
            answer.put("default_expiration_sec", 0);
            answer.put("max_expiration_sec", 31_536_000);
        }
        return answer;
    }

    private Object editCredentials(Caller caller, Body body) {
        String accessKey = body.required("access_key");
        Key key = ownKey(caller, accessKey);
        if (key == null) {
            throw new Refusal(
                    400,
                    75,
                    "Access key not found (invalid user or invalid access key): user=" + caller.user() + ", access_key="
                            + accessKey + ", company=" + caller.company());
        }
        key.label = body.text("label");
        return Map.of("updated", 1);
    }

    private Object revokeCredentials(Caller caller, Body body) {
        String accessKey = body.required("access_key");
        requireUnprotected(account(caller.user(), caller.company()));
        if (ownKey(caller, accessKey) == null) {
            throw new Refusal(
                    400,
                    300,
                    "Invalid user (invalid user or invalid access key): id=" + caller.user() + ", company="
                            + caller.company() + ", credentials__key=" + accessKey);
        }
        world.keys.remove(accessKey);
        return Map.of("revoked", 1);
    }

    private @Nullable Key ownKey(Caller caller, String accessKey) {
        Key key = world.keys.get(accessKey);
        return key != null && key.user.equals(caller.user()) ? key : null;
    }

    private static void requireUnprotected(Account account) {
        if (account.isProtected) {
            throw Refusal.invalidUserId(" (protected identity)");
        }
    }

    private Account account(String user, String company) {
        Account account = world.accounts.get(user);
        if (account == null) {
            throw Refusal.invalidUserId(": id=" + user + ", company=" + company);
        }
        return account;
    }

    static Map<String, Object> withSecret(Key key) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_key", key.accessKey);
        answer.put("secret_key", key.secretKey);
        if (key.label != null) {
            answer.put("label", key.label);
        }
        if (key.expire != null) {
            answer.put("expire", Wire.date(key.expire));
        }
        return answer;
    }

    private Map<String, Object> withoutSecret(Key key) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_key", key.accessKey);
        if (key.label != null) {
            answer.put("label", key.label);
        }
        if (key.lastUsed != null) {
            answer.put("last_used", Wire.zonelessDate(key.lastUsed));
            answer.put("last_used_from", key.lastUsedFrom);
        }
        if (world.isEnterprise()) {
            answer.put("created", Wire.date(key.created));
            if (key.expire != null) {
                answer.put("expire", Wire.date(key.expire));
            }
        }
        return answer;
    }
}
