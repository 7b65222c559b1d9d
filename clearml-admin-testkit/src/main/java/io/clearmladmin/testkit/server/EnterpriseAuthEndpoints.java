package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of {@code auth.*} that only Enterprise servers have. */
final class EnterpriseAuthEndpoints {

    private final ServerState world;
    private final Tokens tokens;

    EnterpriseAuthEndpoints(ServerState world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    void register(Endpoints endpoints) {
        endpoints.add("auth.add_user", Endpoints.ADMINS, this::addUser);
        endpoints.add("auth.delete_user", Endpoints.ADMINS, this::deleteUser);
        endpoints.add("auth.locate_credentials", Endpoints.ADMINS, this::locateCredentials);
        endpoints.add("auth.set_credentials", Endpoints.ANYONE, this::setCredentials);
        endpoints.add("auth.create_service_user", Endpoints.ADMINS, this::createServiceUser);
        endpoints.add("auth.get_task_token", Endpoints.ANYONE, this::getTaskToken);
        endpoints.add("auth.get_task_token_for_user", Endpoints.PLATFORM, this::getTaskToken);
        endpoints.add("auth.get_users_info", Endpoints.PLATFORM, this::getUsersInfo);
        endpoints.add("auth.validate_user", Endpoints.PLATFORM, this::validateUser);
        endpoints.add("auth.reload_config", Endpoints.ANYONE, (caller, body) -> Map.of());
        endpoints.add("auth.generate_router_token", Endpoints.ANYONE, this::generateRouterToken);
        endpoints.add("auth.generate_endpoint_router_token", Endpoints.ANYONE, this::generateRouterToken);
        endpoints.add("auth.get_router_tokens", Endpoints.ANYONE, this::getRouterTokens);
        endpoints.add("auth.revoke_router_tokens", Endpoints.ANYONE, this::revokeRouterTokens);
    }

    private Object addUser(Caller caller, Body body) {
        String name = body.required("name");
        String email = body.required("email");
        String company = body.has("company") ? body.required("company") : caller.company();
        Account account = world.account(ServerState.newId(), name, Role.USER, company);
        account.email = email;
        String password = body.has("secret_key") ? body.required("secret_key") : ServerState.newId();
        world.key(account.id, password, account, null);
        return Map.of("id", account.id, "secret", password);
    }

    private Object deleteUser(Caller caller, Body body) {
        String id = body.required("user");
        Account account = world.accounts.get(id);
        if (account == null || !(caller.isPlatform() || account.company.equals(caller.company()))) {
            return Map.of("deleted", false);
        }
        world.accounts.remove(id);
        world.keysOf(id).forEach(key -> world.keys.remove(key.accessKey));
        return Map.of("deleted", true);
    }

    private Object locateCredentials(Caller caller, Body body) {
        Key key = world.keys.get(body.required("access_key"));
        Account account = key == null ? null : world.accounts.get(key.user);
        if (key == null || account == null) {
            throw new Refusal(400, 75, "Access key not found");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user", account.id);
        answer.put("name", account.name());
        if (key.label != null) {
            answer.put("label", key.label);
        }
        if (key.lastUsed != null) {
            answer.put("last_used", Wire.zonelessDate(key.lastUsed));
            answer.put("last_used_from", key.lastUsedFrom);
        }
        return answer;
    }

    private Object setCredentials(Caller caller, Body body) {
        Account account = world.accounts.get(body.required("access_key"));
        if (account == null) {
            throw new Refusal(400, 75, "Access key not found");
        }
        account.hasLogin = true;
        world.key(account.id, body.required("secret_key"), account, null);
        return Map.of("set", true);
    }

    private Object createServiceUser(Caller caller, Body body) {
        Account account = world.account(ServerState.newId(), body.required("name"), Role.USER, caller.company());
        account.isServiceUser = true;
        account.allowRunningAsOwner = body.flag("allow_running_as_owner", false);
        Long lifetime = body.lifetime("credentials_expiration_sec");
        Key key = world.key(account, lifetime == null ? null : Duration.ofSeconds(lifetime));
        return Map.of("id", account.id, "credentials", AuthEndpoints.withSecret(key));
    }

    private Object getTaskToken(Caller caller, Body body) {
        body.required("task");
        String user = body.has("user") ? body.required("user") : caller.user();
        Account account = world.accounts.get(user);
        if (account == null) {
            throw Refusal.invalidUserId(": id=" + user);
        }
        return Map.of("token", tokens.issue(account, body.lifetime("expiration_sec")));
    }

    private Object getUsersInfo(Caller caller, Body body) {
        List<String> ids = body.texts("users");
        List<String> emails = body.texts("emails");
        Map<String, Object> users = new LinkedHashMap<>();
        for (Account account : world.accounts.values()) {
            boolean isWanted =
                    (ids != null && ids.contains(account.id)) || (emails != null && emails.contains(account.email));
            if (isWanted) {
                users.put(
                        account.id,
                        Map.of(
                                "id", account.id,
                                "email", account.email,
                                "created", Wire.date(account.created),
                                "role", account.role.value(),
                                "sec_groups", List.of()));
            }
        }
        return Map.of("users", users);
    }

    private Object validateUser(Caller caller, Body body) {
        String email = body.required("email");
        body.required("provider");
        body.required("provider_user_id");
        return world.accounts.values().stream()
                .filter(account -> account.email.equals(email))
                .findFirst()
                .<Map<String, Object>>map(
                        account -> Map.of("valid", true, "user", account.id, "company", account.company))
                .orElse(Map.of("valid", false, "msg", "unknown user"));
    }

    private Object generateRouterToken(Caller caller, Body body) {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("id", ServerState.newId());
        token.put("label", body.required("label"));
        token.put("type", body.has("endpoints") ? "endpoint_token" : "identity_token");
        token.put("created", Wire.date(world.now()));
        token.put("created_by", caller.user());
        token.put("revoked", false);
        world.routerTokens.put(String.valueOf(token.get("id")), token);
        Map<String, Object> answer = new LinkedHashMap<>(token);
        answer.put("token", ServerState.newId());
        return answer;
    }

    private Object getRouterTokens(Caller caller, Body body) {
        boolean withRevoked = body.flag("include_revoked", false);
        List<Map<String, Object>> tokens = world.routerTokens.values().stream()
                .filter(token -> withRevoked || Boolean.FALSE.equals(token.get("revoked")))
                .toList();
        return Map.of("tokens", Pages.cut(tokens, body));
    }

    private Object revokeRouterTokens(Caller caller, Body body) {
        body.requiredTexts("ids").forEach(id -> {
            Map<String, Object> token = world.routerTokens.get(id);
            if (token != null) {
                token.put("revoked", true);
            }
        });
        return Map.of();
    }
}
