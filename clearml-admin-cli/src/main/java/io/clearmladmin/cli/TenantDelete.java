package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.onboarding.OffboardingPlan;
import io.clearmladmin.onboarding.Onboarding;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deprovisions a tenant, after showing what it has and runs.",
            "Its domains and invitations are freed first. Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin tenant delete acme --confirm acme"})
@Prints(one = {TenantDelete.Deleted.class, OffboardingPlan.class})
final class TenantDelete implements Action {

    record Deleted(String id, String name, String outcome) {}

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Option(names = "--force", description = "Also while something runs in it.")
    private boolean isForced;

    @Option(names = "--dry-run", description = "Show what would be deleted, and delete nothing; exit code 10.")
    private boolean isDryRun;

    @Mixin
    private final NameConfirmation confirmation = new NameConfirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Onboarding onboarding = Onboarding.of(invocation.clearml());
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        OffboardingPlan plan = onboarding.planOffboarding(id);
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
        onboarding.offboard(plan, plan.name(), isForced);
        invocation.output().one(Deleted.class, new Deleted(plan.company(), plan.name(), "deleted"));
        return ExitCode.DONE;
    }
}
