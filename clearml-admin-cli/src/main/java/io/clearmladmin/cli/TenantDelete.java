package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.onboarding.OffboardingPlan;
import io.clearmladmin.onboarding.Onboarding;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deprovisions a tenant, after showing what it has and runs. What runs is drained first: its queues are held, and what",
            "runs may go on for 30 minutes, or for --let-run; if something is left then, it is not deleted.",
            "Its domains and invitations are freed as well. Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin tenant delete acme --confirm acme"})
@Prints(one = {TenantDelete.Deleted.class, OffboardingPlan.class})
final class TenantDelete implements Action {

    private static final Duration USUAL = Duration.ofMinutes(30);

    record Deleted(String id, String name, String outcome) {}

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Option(
            names = "--let-run",
            paramLabel = "TIME",
            description = "How long what runs may go on, such as 2h; 30m by default, 0s for not at all.")
    private Optional<Duration> letRun = Optional.empty();

    @Option(names = "--stop", description = "Stop what still runs then, and delete it.")
    private boolean isStopping;

    @Option(names = "--force", description = "Also while something runs in it, without waiting for that.")
    private boolean isForced;

    @Option(names = "--dry-run", description = "Show what would be deleted, and delete nothing; exit code 10.")
    private boolean isDryRun;

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Onboarding onboarding = Onboarding.of(invocation.clearml());
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        Progress progress = new Progress(invocation);
        Drain drain = drain(invocation, progress);
        OffboardingPlan plan = onboarding.planOffboarding(id, drain);
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "commands");
            return ExitCode.FINDINGS;
        }
        if (!plan.isPossible()) {
            invocation.messages().show(plan.toText() + "\n");
            throw new CommandException(
                    ExitCode.FAILED,
                    plan.isDeleted() ? "it is already deleted" : "this server cannot delete a tenant; nothing was done",
                    plan.isDeleted() ? "nothing" : "run the commands above");
        }
        confirmation.ask(invocation, plan.toText(), plan.name());
        if (isForced) {
            onboarding.offboard(plan, plan.name(), true);
        } else {
            onboarding.offboard(plan, plan.name(), drain);
        }
        progress.end();
        invocation.output().one(Deleted.class, new Deleted(plan.company(), plan.name(), "deleted"));
        return ExitCode.DONE;
    }

    private Drain drain(Invocation invocation, Progress progress) throws IOException {
        Drain.Builder builder = Drain.builder(invocation.clearml())
                .letRun(letRun.orElse(USUAL))
                .progress(state -> progress.at(state.readings(), 0, state.seen()));
        return (isStopping ? builder.thenStop() : builder).build();
    }
}
