package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts a fake server into the state in which the real one was when it was recorded. */
final class RecordedWorld {

    private static final Map<String, JsonNode> PROFILES = profiles();

    private final FakeServer server;
    private final Recording recording;

    RecordedWorld(FakeServer server, Recording recording) {
        this.server = server;
        this.recording = recording;
    }

    private static Map<String, JsonNode> profiles() {
        Map<String, JsonNode> profiles = new LinkedHashMap<>();
        for (Recording recording : Recording.all()) {
            recording.data().path("users").forEach(user -> {
                if (user.path("company").isTextual()) {
                    profiles.put(user.path("id").asText(), user);
                }
            });
        }
        return profiles;
    }

    /** Sets it up and returns the Authorization to send; empty for none. */
    String prepare() {
        ServerState world = server.world();
        PROFILES.forEach((id, profile) -> add(id, Role.USER, profile));
        Account tests = add("__tests__", Role.USER, Wire.JSON.createObjectNode());
        tests.isProtected = true;
        header("X-Clearml-Impersonate-As")
                .or(() -> header("X-Clearml-Act-As"))
                .or(() -> header("X-Trains-Impersonate-As"))
                .filter(id -> recording.subcode() != 6 && !id.isEmpty())
                .ifPresent(id -> target(id));
        JsonNode body = recording.body();
        users(world, body);
        queues(world, body);
        String authorization = authorization();
        workers(world, body);
        if (recording.status() == 200 && body.has("access_key")) {
            Account owner = owner();
            world.key(body.path("access_key").asText(), "secret", owner, null);
        }
        if (recording.data().path("credentials").size() > 0
                && recording.data().path("credentials").isArray()) {
            world.key(owner(), null);
        }
        if (recording.name().contains("set-preferences-again")) {
            owner().preferences = new Body((ObjectNode) body)
                    .object("preferences").entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().equals("a.b") ? "a" : entry.getKey(),
                                    entry -> entry.getKey().equals("a.b")
                                            ? Map.of("b", entry.getValue())
                                            : entry.getValue()));
        }
        if (recording.name().startsWith("03-purged") || recording.name().contains("purged-user")) {
            world.accounts.remove(effectiveUser());
        }
        return authorization;
    }

    private java.util.Optional<String> header(String name) {
        return recording.header(name);
    }

    private void target(String id) {
        if (id.equals(server.world().system.id)) {
            return;
        }
        Account account = add(id, roleAfterImpersonation(), Wire.JSON.createObjectNode());
        account.isProtected = account.isProtected || recording.subcode() == 301;
        if (recording.name().contains("system-user")) {
            account.role = Role.SYSTEM;
        }
    }

    private Role roleAfterImpersonation() {
        String role = recording.data().path("user").path("role").asText("user");
        return header("X-Clearml-Act-As").isPresent() ? Role.USER : new Role(role);
    }

    private void users(ServerState world, JsonNode body) {
        String email = body.path("email").asText("");
        if (recording.path().endsWith("auth.create_user") && recording.subcode() == 801) {
            add("the-other", Role.USER, Wire.JSON.createObjectNode()).email = email;
        }
        if (recording.path().endsWith("users.create")) {
            world.accounts.remove(body.path("id").asText());
            if (recording.subcode() == 302) {
                add(body.path("id").asText(), Role.USER, body);
            }
            return;
        }
        String user = body.path("user").asText("");
        boolean exists =
                recording.status() == 200 && recording.data().path("updated").asInt(1) == 1;
        if (!user.isEmpty() && exists) {
            add(user, Role.USER, body);
        }
        if (recording.name().contains("same-again") && recording.path().endsWith("edit_user")) {
            add(user, new Role(body.path("role").asText()), body);
        }
    }

    private void queues(ServerState world, JsonNode body) {
        String id = body.path("queue").asText("");
        if (!id.isEmpty() && recording.status() == 200) {
            world.queues.put(id, new Queue(id, FakeClearMl.DEFAULT_COMPANY, null, "q", world.now()));
        }
    }

    private void workers(ServerState world, JsonNode body) {
        JsonNode listed = recording.data().path("workers").path(0);
        boolean isTakenOff = recording.path().endsWith("workers.unregister");
        String id =
                isTakenOff ? body.path("worker").asText() : listed.path("id").asText("");
        if (!id.isEmpty()) {
            Worker worker = new Worker(id, FakeClearMl.DEFAULT_COMPANY, effectiveUser(), world.now(), 600);
            worker.tags = List.of("t");
            world.workers.put(worker.key(), worker);
        }
    }

    private Account add(String id, Role role, JsonNode profile) {
        ServerState world = server.world();
        Account account = world.accounts.get(id);
        if (account == null) {
            account = world.account(id, profile.path("name").asText(id), role, company(profile));
        }
        if (!role.equals(Role.USER)) {
            account.role = role;
        }
        for (String field : List.of("given_name", "family_name", "avatar")) {
            if (profile.path(field).isTextual()) {
                account.profile.put(field, profile.path(field).asText());
            }
        }
        return account;
    }

    // A token names the tenant; a profile may name it too.
    private String company(JsonNode profile) {
        String id =
                profile.path("user_name").isTextual() ? profile.path("company").asText() : "";
        if (id.isEmpty()) {
            return FakeClearMl.DEFAULT_COMPANY;
        }
        server.world().companies.computeIfAbsent(id, any -> new Company(id, "other"));
        return id;
    }

    /** The tenant of the caller. */
    String company() {
        Account account = server.world().accounts.get(effectiveUser());
        return account == null ? FakeClearMl.DEFAULT_COMPANY : account.company;
    }

    private Account owner() {
        Account account = server.world().accounts.get(effectiveUser());
        return account == null ? add(effectiveUser(), Role.USER, Wire.JSON.createObjectNode()) : account;
    }

    private String effectiveUser() {
        return header("X-Clearml-Impersonate-As")
                .or(() -> header("X-Clearml-Act-As"))
                .orElseGet(() -> identity(header("Authorization").orElse(""))
                        .path("user")
                        .asText());
    }

    private String authorization() {
        String recorded = header("Authorization").orElse("");
        if (recorded.startsWith("Bearer ey") || recorded.startsWith("Bearer Ey")) {
            return "Bearer " + token(recorded);
        }
        if (recording.name().contains("wrong-secret")) {
            return basic(server.world().systemKey.accessKey, "wrong");
        }
        return switch (recorded) {
            case "Basic <system>" -> basic(server.world().systemKey);
            case "Basic <config-user>", "Basic <user>", "Basic <other>" -> basicOfUser(recorded);
            default -> recorded;
        };
    }

    private String basicOfUser(String recorded) {
        ServerState world = server.world();
        if (world.fixedUsers.containsKey("john") && !recorded.contains("config") && recorded.contains("other")) {
            return basic("john", recording.status() == 200 ? "password" : "wrong");
        }
        if (recording.status() == 401) {
            return basic("NOSUCHKEY", "nothing");
        }
        String id = recorded.contains("config")
                ? "__tests__"
                : identity(recording.data().path("token").asText()).path("user").asText("bob");
        return basic(world.key(add(id, Role.USER, Wire.JSON.createObjectNode()), null));
    }

    private static String basic(Key key) {
        return basic(key.accessKey, key.secretKey);
    }

    private static String basic(String name, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String token(String recorded) {
        JsonNode identity = identity(recorded);
        String id = identity.path("user").asText();
        Role role = new Role(identity.path("role").asText("user"));
        Account account = id.equals(server.world().system.id) ? server.world().system : add(id, role, identity);
        if (!id.equals(server.world().system.id)) {
            account.role = role;
        }
        String message = recording
                        .response()
                        .path("json")
                        .path("meta")
                        .path("result_msg")
                        .asText()
                + recording.data().path("msg").asText();
        boolean isRefused = recording.status() == 401;
        String token = server.tokens().issue(account, message.contains("expired") ? -1L : 3600L);
        if (isRefused && message.contains("Signature verification")) {
            return token.substring(0, token.length() - 5) + "AAAAA";
        }
        return isRefused && message.contains("header padding") ? "a.b.c" : token;
    }

    /** A recorded token's counterpart here, for a body or a cookie. */
    String tokenLike(String recorded) {
        return token("Bearer " + recorded);
    }

    private static JsonNode identity(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length < 2
                    ? Wire.JSON.createObjectNode()
                    : Wire.JSON
                            .readTree(Base64.getUrlDecoder().decode(parts[1]))
                            .path("identity");
        } catch (IOException | IllegalArgumentException notOne) {
            return Wire.JSON.createObjectNode();
        }
    }
}
