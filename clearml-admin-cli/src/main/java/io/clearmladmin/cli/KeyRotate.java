package io.clearmladmin.cli;

import io.clearmladmin.rotation.PlannedKey;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.rotation.RotationPlan;
import io.clearmladmin.rotation.RotationReport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description = {
            "Replaces keys without locking anybody out: a new key is stored and proved first, and the old one is revoked by a",
            "later run, when its grace time is over and nobody uses it any more. Run it regularly.",
            "With --dry-run it only shows what it would do; exit code 10 if there is something."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin key rotate --all-tenants --unused 90d --dry-run",
            "  clearml-admin key rotate --all-tenants --unused 90d --out keys --yes"
        })
@Prints(one = {RotationPlan.class, RotationReport.class})
final class KeyRotate implements Action {

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--user", paramLabel = "USER", description = "Of this user, by name, e-mail or id.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--older", paramLabel = "TIME", description = "Only keys created longer ago than this. Enterprise.")
    private Optional<Duration> older = Optional.empty();

    @Option(names = "--unused", paramLabel = "TIME", description = "Only keys unused for this time, such as 90d.")
    private Optional<Duration> unused = Optional.empty();

    @Option(names = "--grace", paramLabel = "TIME", description = "How long an old key still works; 1d by default.")
    private Optional<Duration> grace = Optional.empty();

    @Option(names = "--lifetime", paramLabel = "TIME", description = "How long new keys live. Enterprise.")
    private Optional<Duration> lifetime = Optional.empty();

    @Option(names = "--even-if-used", description = "Revoke an old key after its grace time even if it is still used.")
    private boolean isEvenIfUsed;

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean isDryRun;

    @Mixin
    private final KeyOutput keys = new KeyOutput();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Progress progress = new Progress(invocation);
        Rotation.Builder builder = Rotation.builder(invocation.clearml(), isDryRun ? keys.storeIfGiven() : keys.store())
                .progress(key -> progress.step(0, key.user()));
        older.ifPresent(builder::olderThan);
        unused.ifPresent(builder::unusedFor);
        grace.ifPresent(builder::grace);
        lifetime.ifPresent(builder::lifetime);
        if (isEvenIfUsed) {
            builder.evenIfUsed();
        }
        Rotation rotation = builder.build();
        RotationPlan plan = plan(invocation, rotation);
        boolean isEmpty = plan.keys().stream()
                .allMatch(key -> key.action() == PlannedKey.Action.KEEP || key.action() == PlannedKey.Action.CANNOT);
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "keys");
            return isEmpty ? ExitCode.DONE : ExitCode.FINDINGS;
        }
        if (!isEmpty) {
            confirmation.ask(invocation, plan.toText());
        }
        RotationReport report = rotate(invocation, rotation);
        progress.end();
        invocation.output().document(report.toText(), report.toJson(), "keys");
        return report.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private RotationPlan plan(Invocation invocation, Rotation rotation) throws IOException {
        return scope.choose(invocation, user, new Scope.Of<>() {
            @Override
            public RotationPlan user(String userId) {
                return rotation.planUser(userId);
            }

            @Override
            public RotationPlan tenant(String tenantId) {
                return rotation.planTenant(tenantId);
            }

            @Override
            public RotationPlan allTenants() {
                return rotation.planAllTenants();
            }
        });
    }

    private RotationReport rotate(Invocation invocation, Rotation rotation) throws IOException {
        return scope.choose(invocation, user, new Scope.Of<>() {
            @Override
            public RotationReport user(String userId) {
                return rotation.rotateUser(userId);
            }

            @Override
            public RotationReport tenant(String tenantId) {
                return rotation.rotateTenant(tenantId);
            }

            @Override
            public RotationReport allTenants() {
                return rotation.rotateAllTenants();
            }
        });
    }
}
