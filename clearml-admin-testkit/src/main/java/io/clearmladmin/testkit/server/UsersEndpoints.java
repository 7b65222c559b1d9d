package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code users.*}. */
final class UsersEndpoints {

    private static final List<String> EDITABLE = List.of("name", "given_name", "family_name", "avatar");
    private static final Listing LISTING = new Listing(
            "users",
            Set.of(
                    "id",
                    "company",
                    "name",
                    "family_name",
                    "given_name",
                    "avatar",
                    "preferences",
                    "created",
                    "created_in_version"));

    private final ServerState world;

    UsersEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("users.get_all", Endpoints.ANYONE, (caller, body) -> getAll(caller, body, false));
        endpoints.add("users.get_all_ex", Endpoints.ANYONE, (caller, body) -> getAll(caller, body, true));
        endpoints.add("users.get_by_id", Endpoints.ANYONE, this::getById);
        endpoints.add("users.get_current_user", Endpoints.ANYONE, this::getCurrentUser);
        endpoints.add("users.create", Endpoints.PLATFORM, this::create);
        endpoints.add("users.delete", Endpoints.PLATFORM, this::delete);
        endpoints.add("users.update", Endpoints.ANYONE, this::update);
        endpoints.add("users.get_preferences", Endpoints.ANYONE, this::getPreferences);
        endpoints.add("users.set_preferences", Endpoints.ANYONE, this::setPreferences);
        if (world.isEnterprise()) {
            endpoints.add("users.set_role", Endpoints.ADMINS, this::setRole);
            endpoints.add("users.set_admin", Endpoints.ADMINS, this::setAdmin);
            endpoints.add("users.get_terms_of_use", Endpoints.ANYONE, (caller, body) -> Map.of("terms_of_use", ""));
            endpoints.add("users.get_role_options", Endpoints.ANYONE, (caller, body) -> roleOptions());
            endpoints.add("users.get_service_users", Endpoints.ADMINS, this::getServiceUsers);
            endpoints.add("users.update_service_user", Endpoints.ADMINS, this::updateServiceUser);
        }
    }

    private Object getAll(Caller caller, Body body, boolean isJoined) {
        List<String> only = LISTING.onlyFields(body);
        Pattern name = LISTING.name(body);
        List<String> ids = body.filter("id");
        List<Map<String, Object>> found = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            boolean isWanted = account.hasProfile
                    && account.company.equals(caller.company())
                    && (name == null || name.matcher(account.name()).find())
                    && (ids.isEmpty() || ids.contains(account.id))
                    && body.filter("active_in_projects").isEmpty();
            if (isWanted) {
                found.add(listed(account, body, isJoined, only));
            }
        }
        return Map.of("users", LISTING.page(found, body, isJoined));
    }

    private Map<String, Object> listed(Account account, Body body, boolean isJoined, @Nullable List<String> only) {
        Map<String, Object> user = profile(account);
        if (isJoined) {
            Company company = world.companies.get(account.company);
            Map<String, Object> joined = new LinkedHashMap<>(Map.of("id", account.company));
            if (company != null && only != null && only.contains("company.name")) {
                joined.put("name", company.name);
            }
            user.put("company", joined);
        }
        if (only != null && only.contains("preferences")) {
            user.put("preferences", preferencesText(account));
        }
        if (world.isEnterprise() && body.flag("include_auth", false)) {
            user.put("email", account.email);
            user.put("role", account.role.value());
            user.put("sec_groups", List.of());
        }
        if (world.isEnterprise() && isJoined && body.flag("include_activity", false)) {
            user.put("activity", activity(account));
        }
        return user;
    }

    private Map<String, Object> activity(Account account) {
        return world.lastLogin(account.id)
                .<Map<String, Object>>map(last -> Map.of("last_credentials_login", Wire.date(last)))
                .orElse(Map.of());
    }

    private static Map<String, Object> profile(Account account) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", account.id);
        user.put("company", account.company);
        user.putAll(account.profile);
        user.put("created_in_version", ServerState.SERVER_VERSION);
        user.put("created", Wire.date(account.created));
        return user;
    }

    private static String preferencesText(Account account) {
        return account.preferences.isEmpty()
                ? ""
                : new String(Wire.bytes(account.preferences), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Object getById(Caller caller, Body body) {
        String id = body.required("user");
        Account account = world.accounts.get(id);
        boolean seesAll = caller.role().equals(Role.SYSTEM);
        if (account == null || !account.hasProfile || !(seesAll || account.company.equals(caller.company()))) {
            throw Refusal.invalidUserId(": id=" + id + (seesAll ? "" : ", company=" + caller.company()));
        }
        Map<String, Object> user = profile(account);
        user.put("preferences", preferencesText(account));
        return Map.of("user", user);
    }

    private Object getCurrentUser(Caller caller, Body body) {
        Account account = world.accounts.get(caller.user());
        Company company = world.companies.get(caller.company());
        if (account == null || !account.hasProfile || company == null) {
            throw new Refusal(400, 300, "Invalid user (failed loading user)");
        }
        Map<String, Object> user = profile(account);
        user.put("company", Map.of("id", company.id, "name", company.name));
        user.put("role", caller.role().value());
        if (world.isEnterprise()) {
            user.put("companies", List.of(Map.of("id", company.id, "name", company.name, "active", company.isActive)));
            user.put("sec_groups", List.of());
            if (body.flag("get_supported_features", false)) {
                user.put("supported_features", company.settings.getOrDefault("features", List.of()));
            }
        }
        return Map.of(
                "user", user,
                "getting_started",
                        Map.of(
                                "agentName", "clearml",
                                "configure", "clearml-init",
                                "install", "pip install clearml",
                                "packageName", "clearml"),
                "settings", Map.of("max_download_items", 50_000));
    }

    private Object create(Caller caller, Body body) {
        String id = body.required("id");
        String company = body.required("company");
        String name = body.required("name");
        Account known = world.accounts.get(id);
        if (known != null && known.hasProfile) {
            throw new Refusal(400, 302, "User id already exists: id=" + id);
        }
        Account account = known == null ? world.account(id, name, Role.USER, company) : known;
        account.hasLogin = known != null && known.hasLogin;
        account.hasProfile = true;
        EDITABLE.stream().filter(body::has).forEach(field -> account.profile.put(field, body.required(field)));
        return Map.of();
    }

    private Object delete(Caller caller, Body body) {
        String id = body.required("user");
        Account account = world.accounts.get(id);
        if (account == null || !account.hasProfile) {
            throw Refusal.invalidUserId(": id=" + id);
        }
        account.hasProfile = false;
        account.profile.clear();
        account.preferences = new LinkedHashMap<>();
        return Map.of();
    }

    private Object update(Caller caller, Body body) {
        Account account = world.accounts.get(body.required("user"));
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : EDITABLE) {
            if (body.has(field)) {
                if (!body.fields().get(field).isTextual()) {
                    throw new Refusal(
                            400,
                            800,
                            "Data validation error (while updating user): " + field
                                    + "=StringField only accepts string values");
                }
                fields.put(field, body.required(field));
            }
        }
        if (account == null || !account.hasProfile || fields.isEmpty()) {
            return Map.of("updated", 0, "fields", fields);
        }
        account.profile.putAll(fields);
        return Map.of("updated", 1, "fields", fields);
    }

    private Account self(Caller caller) {
        Account account = world.accounts.get(caller.user());
        if (account == null || !account.hasProfile) {
            throw Refusal.invalidUserId(": id=" + caller.user());
        }
        return account;
    }

    private Object getPreferences(Caller caller, Body body) {
        return Map.of("preferences", self(caller).preferences);
    }

    private Object setPreferences(Caller caller, Body body) {
        Map<String, Object> wanted = body.object("preferences");
        Account account = self(caller);
        Map<String, Object> before = account.preferences;
        Map<String, Object> after = new LinkedHashMap<>(before);
        wanted.forEach((name, value) -> set(after, name, value));
        account.preferences = after;
        boolean isNew = !before.equals(after);
        Map<String, Object> fields =
                isNew && body.flag("return_updated", true) ? Map.of("preferences", after) : Map.of();
        return Map.of("updated", isNew ? 1 : 0, "fields", fields);
    }

    @SuppressWarnings("unchecked") // the levels below are maps of the same kind
    private static void set(Map<String, Object> preferences, String name, Object value) {
        if (name.startsWith("$")) {
            throw new Refusal(
                    400,
                    16,
                    "Invalid value for fields (Key " + name
                            + " is invalid. Keys cannot start with '$' or contain '.'.)");
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            preferences.put(name, value);
            return;
        }
        Object below = preferences.get(name.substring(0, dot));
        Map<String, Object> level =
                below instanceof Map<?, ?> map ? new LinkedHashMap<>((Map<String, Object>) map) : new LinkedHashMap<>();
        set(level, name.substring(dot + 1), value);
        preferences.put(name.substring(0, dot), level);
    }

    private Object setRole(Caller caller, Body body) {
        return Map.of("updated", change(caller, body.required("user"), body.role()));
    }

    private Object setAdmin(Caller caller, Body body) {
        String role = body.flag("admin", true) ? "admin" : "user";
        return Map.of("updated", change(caller, body.required("user"), role));
    }

    private int change(Caller caller, String user, @Nullable String role) {
        Account account = world.accounts.get(user);
        if (account == null || !(caller.isPlatform() || account.company.equals(caller.company()))) {
            throw Refusal.invalidUserId(": id=" + user);
        }
        if (role == null) {
            throw Refusal.validation("error for field 'role'. field is required!");
        }
        boolean isNew = !account.role.value().equals(role);
        account.role = new Role(role);
        return isNew ? 1 : 0;
    }

    private static Object roleOptions() {
        return Map.of(
                "roles",
                List.of(
                        Map.of("role", "admin", "display_name", "Admin"),
                        Map.of("role", "user", "display_name", "User"),
                        Map.of("role", "consumer", "display_name", "AI User")));
    }

    private Object getServiceUsers(Caller caller, Body body) {
        List<Map<String, Object>> users = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            if (account.isServiceUser && account.company.equals(caller.company())) {
                users.add(Map.of(
                        "id", account.id,
                        "name", account.name(),
                        "role", account.role.value(),
                        "credentials", world.keysOf(account.id).size(),
                        "allow_running_as_owner", account.allowRunningAsOwner));
            }
        }
        return Map.of("users", users, "allow_admins", false, "allowed_service_users", 100);
    }

    private Object updateServiceUser(Caller caller, Body body) {
        Account account = world.accounts.get(body.required("user"));
        if (account == null || !account.isServiceUser) {
            return Map.of("updated", 0);
        }
        if (body.has("name")) {
            account.profile.put("name", body.required("name"));
        }
        account.allowRunningAsOwner = body.flag("allow_running_as_owner", account.allowRunningAsOwner);
        return Map.of("updated", 1);
    }
}
