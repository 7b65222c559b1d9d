package io.clearmladmin.examples;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.tenants.CreateTenant;
import io.clearmladmin.tenants.CreatedTenant;
import io.clearmladmin.tenants.DeleteTenant;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * Creates a tenant, publishes an inventory of all tenants to a Kafka broker in this process, and creates, uses, rotates and
 * revokes a user's key. It runs on the server that the environment names ({@code CLEARML_API_HOST},
 * {@code CLEARML_API_ACCESS_KEY}, {@code CLEARML_API_SECRET_KEY}), else on a fake server in this process (argument
 * {@code open-source}: without tenants, and so without events).
 *
 * <p>Exit codes: 0 done; 1 a step failed; 2 the environment names a server, but is incomplete or wrong.
 */
public final class Quickstart {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_CONFIGURED = 2;

    private static final Set<Role> MAY_CREATE_USERS = Set.of(Role.SYSTEM, Role.ROOT);
    private static final String LABEL = "clearml-admin quickstart";

    private final PrintStream out;
    private final Steps steps;
    private final ClearMl clearml;
    private final String apiUrl;
    // A time in the name keeps two runs on one server apart.
    private final String name = "quickstart-"
            + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now(ZoneId.systemDefault()));

    private String kept = "";

    private Quickstart(PrintStream out, ClearMl clearml, String apiUrl) {
        this.out = out;
        this.steps = new Steps(out);
        this.clearml = clearml;
        this.apiUrl = apiUrl;
    }

    /** Runs it and exits with its code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean isConfigured = System.getenv().keySet().stream()
                .anyMatch(variable -> variable.matches("(CLEARML|TRAINS)_(API_(HOST|URL|ACCESS_KEY|SECRET_KEY)"
                        + "|ACCESS_KEY|SECRET_KEY|AUTH_TOKEN|CONFIG_FILE)"));
        int code = isConfigured ? onServer(out) : onFake(out, !List.of(args).contains("open-source"));
        if (code != DONE) {
            System.exit(code);
        }
    }

    private static int onServer(PrintStream out) {
        try (ClearMl clearml = ClearMl.fromEnvironment()) {
            String url = clearml.toString().replaceAll("ClearMl\\[|/?\\]", "");
            return new Quickstart(out, clearml, url).run("the server that the environment names");
        } catch (ConfigurationException wrong) {
            out.println(wrong.getMessage());
            return NOT_CONFIGURED;
        }
    }

    private static int onFake(PrintStream out, boolean isEnterprise) {
        Edition edition = isEnterprise ? Edition.ENTERPRISE : Edition.OPEN_SOURCE;
        try (FakeClearMl fake = FakeClearMl.start(edition);
                ClearMl clearml = fake.connect()) {
            return run(out, clearml, fake.url(), "a fake server in this process, since CLEARML_API_HOST is not set");
        }
    }

    static int run(PrintStream out, ClearMl clearml, String apiUrl, String kind) {
        return new Quickstart(out, clearml, apiUrl).run(kind);
    }

    private int run(String kind) {
        out.println();
        out.println("ClearML server at " + apiUrl + ": " + kind);
        out.println();
        int code = DONE;
        try {
            job();
        } catch (ClearMlException failure) {
            code = FAILED;
            out.println();
            out.println("Failed: " + failure.getMessage());
            out.println();
        }
        List<String> stuck = steps.cleanUp();
        out.println();
        if (stuck.isEmpty()) {
            out.println("Nothing is left behind" + kept + ".");
        } else {
            code = FAILED;
            out.println("Left behind; remove by hand:");
            stuck.forEach(what -> out.println("  " + what));
        }
        out.printf(
                "%s after %d ms.%n%n",
                code == DONE ? "Done" : "Ended", steps.elapsed().toMillis());
        return code;
    }

    private void job() {
        TokenClaims me = steps.step("connect and log in", clearml::claims, this::describe);
        Role role = me.identity().flatMap(TokenClaims.Identity::role).orElse(Role.USER);
        boolean isPlatform = MAY_CREATE_USERS.contains(role);
        if (isPlatform && clearml.capabilities().has("tenants.create_tenant")) {
            rotate(ownerInNewTenant());
        } else if (isPlatform) {
            rotate(newUser(me));
        } else {
            out.println("  role " + role + " may not create users: continuing with the caller's own keys");
            rotate(clearml);
        }
    }

    private String describe(TokenClaims claims) {
        return clearml.capabilities().edition() + " server "
                + claims.serverVersion().orElse("of unknown version")
                + ", as "
                + claims.identity().flatMap(TokenClaims.Identity::userName).orElse("?")
                + " with role "
                + claims.identity().flatMap(TokenClaims.Identity::role).orElse(Role.USER);
    }

    /** A client that acts as the admin of a new tenant. */
    private ClearMl ownerInNewTenant() {
        CreatedTenant tenant = steps.step(
                "create a tenant",
                () -> clearml.tenants()
                        .createTenant(CreateTenant.builder().name(name).build()),
                made -> name + ", id " + made.id());
        steps.leaves(
                "tenant " + name,
                "delete the tenant",
                () -> clearml.tenants()
                        .deleteTenant(DeleteTenant.builder()
                                .tenant(tenant.id())
                                .name(name)
                                .build()));
        new EventsStep(steps, out, clearml).run(tenant.id(), name);
        Credentials first = tenant.credentials()
                .orElseThrow(() -> new ConfigurationException(
                        "the server created a tenant without a key; call tenants.add_tenant_admin_credentials"));
        String admin = steps.step("log in as its admin", () -> loggedIn(first), user -> "user " + user);
        return clearml.impersonating(admin);
    }

    /** A client that acts as a new user in the caller's own tenant. */
    private ClearMl newUser(TokenClaims me) {
        String company = me.identity().flatMap(TokenClaims.Identity::company).orElseThrow();
        String user = steps.step(
                "create a user",
                () -> clearml.auth()
                        .createUser(CreateUser.builder()
                                .name(name)
                                .company(company)
                                .email(name + "@quickstart.invalid")
                                .build()),
                id -> name + ", id " + id);
        steps.leaves("user " + name, "delete the user", () -> clearml.users().delete(user));
        kept = " but the user's login record, without a key: users.delete deletes the profile only";
        return clearml.impersonating(user);
    }

    private void rotate(ClearMl owner) {
        Credentials old = createKey(owner, "create a key");
        steps.step("log in with it", () -> loggedIn(old), user -> "user " + user);
        steps.step("label it", LABEL, () -> owner.auth().editCredentials(old.accessKey(), LABEL));
        steps.step(
                "list the keys",
                () -> owner.auth().getCredentials().credentials(),
                keys -> keys.size() + (keys.size() == 1 ? " key" : " keys"));
        Credentials fresh = createKey(owner, "rotate: create another");
        steps.step("rotate: prove it by a login", () -> loggedIn(fresh), user -> "user " + user);
        revoke(owner, old, "rotate: revoke the old one");
        steps.step("the old one is refused", () -> isRefused(old), refused -> refused ? "yes" : "NO, it still works");
        revoke(owner, fresh, "revoke the new one");
    }

    private Credentials createKey(ClearMl owner, String step) {
        Credentials key = steps.step(
                step,
                () -> owner.auth().createCredentials(CreateCredentials.builder().build()),
                made -> made.accessKey() + ", secret " + made.secretKey());
        steps.leaves(
                "key " + key.accessKey(), "revoke a key", () -> owner.auth().revokeCredentials(key.accessKey()));
        return key;
    }

    private void revoke(ClearMl owner, Credentials key, String step) {
        steps.step(step, key.accessKey(), () -> owner.auth().revokeCredentials(key.accessKey()));
        steps.removed("key " + key.accessKey());
    }

    /** Logs in with a key and returns the user's id. */
    private String loggedIn(Credentials key) {
        try (ClearMl own = connect(key)) {
            return own.claims().identity().flatMap(TokenClaims.Identity::user).orElse("?");
        }
    }

    private boolean isRefused(Credentials key) {
        try (ClearMl own = connect(key)) {
            own.claims();
            return false;
        } catch (UnauthorizedException refused) {
            return true;
        }
    }

    private ClearMl connect(Credentials key) {
        return ClearMl.builder()
                .apiUrlUnchecked(apiUrl)
                .credentials(key.accessKey(), key.secretKey().reveal())
                .build();
    }
}
