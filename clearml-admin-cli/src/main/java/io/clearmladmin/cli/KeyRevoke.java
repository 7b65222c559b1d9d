package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.LocatedCredentials;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.rotation.PlannedKey;
import io.clearmladmin.rotation.Revocation;
import io.clearmladmin.rotation.RotationPlan;
import io.clearmladmin.rotation.RotationReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = {
            "Revokes one key, or with --unused all keys unused for that time, without replacing them.",
            "On an open-source server, one key needs its --user. Tokens obtained with a key stay valid until they expire."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin key revoke ABCDEFGHIJKLMNOPQRST --yes",
            "  clearml-admin key revoke --all-tenants --unused 180d --dry-run"
        })
@Prints(one = {KeyRevoke.Revoked.class, RotationPlan.class, RotationReport.class})
final class KeyRevoke implements Action {

    record Revoked(String user, String accessKey, String outcome) {}

    @Parameters(paramLabel = "ACCESS_KEY", arity = "0..1", description = "The key.")
    private Optional<String> accessKey = Optional.empty();

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--user", paramLabel = "USER", description = "Of this user, by name, e-mail or id.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--unused", paramLabel = "TIME", description = "All keys unused for this time, such as 180d.")
    private Optional<Duration> unused = Optional.empty();

    @Option(names = "--dry-run", description = "Show what would be revoked, and revoke nothing; exit code 10 if any.")
    private boolean isDryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (accessKey.isPresent() == unused.isPresent()) {
            throw CommandException.wrongUse("one key or --unused is needed, and not both", "name which keys to revoke");
        }
        return accessKey.isPresent()
                ? revokeOne(invocation, accessKey.get())
                : revokeUnused(invocation, unused.orElseThrow());
    }

    private ExitCode revokeOne(Invocation invocation, String key) throws IOException {
        ClearMl clearml = invocation.clearml();
        String owner = owner(clearml, key);
        String plan = "revoke the key " + ShortKey.of(key) + " of " + owner;
        if (isDryRun) {
            invocation.output().one(Revoked.class, new Revoked(owner, key, "to revoke"));
            return ExitCode.FINDINGS;
        }
        confirmation.ask(invocation, plan);
        clearml.impersonating(owner).auth().revokeCredentials(key);
        invocation.output().one(Revoked.class, new Revoked(owner, key, "revoked"));
        return ExitCode.DONE;
    }

    private String owner(ClearMl clearml, String key) {
        if (user.isPresent()) {
            return Directory.of(clearml).user(user.get()).id();
        }
        if (clearml.capabilities().edition() == Edition.OPEN_SOURCE) {
            throw CommandException.wrongUse(
                    "an open-source server does not say whose key it is", "name its user with --user");
        }
        LocatedCredentials located = clearml.auth().locateCredentials(key);
        return located.user()
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED, "the server does not say whose key it is", "name its user with --user"));
    }

    private ExitCode revokeUnused(Invocation invocation, Duration time) throws IOException {
        Progress progress = new Progress(invocation);
        Revocation revocation = Revocation.builder(invocation.clearml(), time)
                .progress(key -> progress.step(0, key.user()))
                .build();
        RotationPlan plan = scope.choose(invocation, user, new Scope.Of<>() {
            @Override
            public RotationPlan user(String userId) {
                return revocation.planUser(userId);
            }

            @Override
            public RotationPlan tenant(String tenantId) {
                return revocation.planTenant(tenantId);
            }

            @Override
            public RotationPlan allTenants() {
                return revocation.planAllTenants();
            }
        });
        boolean isEmpty = plan.with(PlannedKey.Action.REVOKE).isEmpty();
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "keys");
            return isEmpty ? ExitCode.DONE : ExitCode.FINDINGS;
        }
        if (!isEmpty) {
            confirmation.ask(invocation, plan.toText());
        }
        RotationReport report = revoke(invocation, revocation);
        progress.end();
        invocation.output().document(report.toText(), report.toJson(), "keys");
        return report.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private RotationReport revoke(Invocation invocation, Revocation revocation) throws IOException {
        return scope.choose(invocation, user, new Scope.Of<>() {
            @Override
            public RotationReport user(String userId) {
                return revocation.revokeUser(userId);
            }

            @Override
            public RotationReport tenant(String tenantId) {
                return revocation.revokeTenant(tenantId);
            }

            @Override
            public RotationReport allTenants() {
                return revocation.revokeAllTenants();
            }
        });
    }
}
