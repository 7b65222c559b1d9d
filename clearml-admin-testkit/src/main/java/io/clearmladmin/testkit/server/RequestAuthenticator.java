package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling, and as whom. */
final class RequestAuthenticator {

    private static final String COOKIE = "clearml_token_basic=";
    private static final Set<Role> MAY_IMPERSONATE = Set.of(Role.SYSTEM, Role.ROOT, Role.ADMIN);

    private final ServerState world;
    private final Tokens tokens;

    RequestAuthenticator(ServerState world, Tokens tokens) {
        this.world = world;
        this.tokens = tokens;
    }

    /** The caller after impersonation; refused if the endpoint is not for that role, before or after. */
    Caller admit(RecordedRequest request, Endpoint endpoint) {
        Headers headers = request.getHeaders();
        String authorization = authorization(headers);
        if (authorization == null && endpoint.login() != Endpoint.Login.NEEDED) {
            if (header(headers, "Impersonate-As") != null || header(headers, "Act-As") != null) {
                throw new Refusal(500, 1, "Internal server error");
            }
            return Caller.NOBODY;
        }
        if (endpoint.login() == Endpoint.Login.IGNORED) {
            return Caller.NOBODY;
        }
        Caller caller = identify(authorization, headers, request);
        requireRole(caller, endpoint);
        Caller effective = impersonate(caller, headers);
        requireRole(effective, endpoint);
        return effective;
    }

    private static @Nullable String authorization(Headers headers) {
        String header = headers.get("Authorization");
        String cookie = headers.get("Cookie");
        if (header == null && cookie != null && cookie.contains(COOKIE)) {
            return "Bearer "
                    + cookie.substring(cookie.indexOf(COOKIE) + COOKIE.length()).split(";", 2)[0];
        }
        return header;
    }

    private Caller identify(@Nullable String authorization, Headers headers, RecordedRequest request) {
        if (authorization == null) {
            throw new Refusal(401, 20, "Unauthorized (missing credentials)");
        }
        String[] parts = authorization.split(" ", 2);
        String value = parts.length == 2 ? parts[1].strip() : "";
        return switch (parts[0]) {
            case "Basic" -> basic(value, headers, request);
            case "Bearer" -> bearer(value);
            default -> throw new Refusal(401, 10, "Unauthorized (bad authentication header type)");
        };
    }

    private Caller bearer(String token) {
        Tokens.Claims claims = tokens.read(token);
        return new Caller(claims.user(), claims.company(), new Role(claims.role()), claims.session());
    }

    private Caller basic(String value, Headers headers, RecordedRequest request) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(401, 21, "Unauthorized (malformed credentials) (Invalid base64-encoded string)");
        }
        int colon = pair.indexOf(':');
        String name = colon < 0 ? pair : pair.substring(0, colon);
        String secret = colon < 0 ? "" : pair.substring(colon + 1);
        if (world.fixedUsers.containsKey(name)) {
            return fixedUser(name, secret);
        }
        Key key = world.keys.get(name);
        boolean isOver = key != null && key.expire != null && !key.expire.isAfter(world.now());
        if (key == null || isOver || !key.secretKey.equals(secret)) {
            throw new Refusal(401, 22, "Unauthorized (invalid credentials) (failed to locate provided credentials)");
        }
        key.lastUsed = world.now();
        key.lastUsedFrom = lastUsedFrom(headers, request);
        return caller(account(key.user));
    }

    private Caller fixedUser(String name, String password) {
        if (!password.equals(world.fixedUsers.get(name))) {
            throw new Refusal(401, 22, "Unauthorized (invalid credentials) (bad username or password)");
        }
        return world.accounts.values().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .map(RequestAuthenticator::caller)
                .orElseThrow(() -> new Refusal(401, 40, "Unauthorized (invalid fixed user)"));
    }

    private static String lastUsedFrom(Headers headers, RecordedRequest request) {
        String worker = header(headers, "Worker");
        if (worker != null) {
            return worker;
        }
        String forwarded = headers.get("X-Forwarded-For");
        return forwarded == null ? request.getUrl().host() : forwarded.split(",", 2)[0].strip();
    }

    private static Caller caller(Account account) {
        return new Caller(account.id, account.company, account.role, "");
    }

    private Account account(String user) {
        Account account = world.accounts.get(user);
        if (account == null) {
            throw Refusal.invalidUserId(": id=" + user);
        }
        return account;
    }

    private Caller impersonate(Caller caller, Headers headers) {
        String impersonated = header(headers, "Impersonate-As");
        String actedAs = header(headers, "Act-As");
        if (impersonated == null && actedAs == null) {
            return caller;
        }
        if (impersonated != null && actedAs != null) {
            throw new Refusal(
                    400, 5, "Invalid headers (only one allowed): headers=(X-Clearml-Act-As, X-Clearml-Impersonate-As)");
        }
        if (!MAY_IMPERSONATE.contains(caller.role())) {
            throw new Refusal(400, 6, "Impersonation error (impersonation not allowed): role=" + caller.role());
        }
        String id = impersonated != null ? impersonated : String.valueOf(actedAs);
        Account target = world.accounts.get(id);
        if (target == null
                || !target.hasLogin
                || !(mayCrossCompanies(caller) || target.company.equals(caller.company()))) {
            throw new Refusal(400, 6, "Impersonation error (unknown user): id=" + id + ", company=" + caller.company());
        }
        Role role = impersonated != null ? target.role : caller.role();
        return new Caller(target.id, target.company, role, caller.session());
    }

    // On open-source servers only root; the Enterprise guides rely on system too.
    private boolean mayCrossCompanies(Caller caller) {
        return caller.role().equals(Role.ROOT)
                || (world.isEnterprise() && caller.role().equals(Role.SYSTEM));
    }

    /** A header of ClearML's, also by its old name; an empty one counts as absent. */
    private static @Nullable String header(Headers headers, String name) {
        String value = headers.get("X-Clearml-" + name);
        String old = headers.get("X-Trains-" + name);
        String found = value == null ? old : value;
        return found == null || found.isEmpty() ? null : found;
    }

    private static void requireRole(Caller caller, Endpoint endpoint) {
        if (!endpoint.roles().isEmpty() && !endpoint.roles().contains(caller.role())) {
            throw new Refusal(
                    403,
                    20,
                    "Forbidden (not allowed for role): role=" + caller.role() + ", allowed=("
                            + endpoint.roles()
                                    .toString()
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("[\\[\\]]", "") + ")");
        }
    }
}
