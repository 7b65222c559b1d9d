package io.clearmladmin.cli;

import io.clearmladmin.applications.Applications;
import io.clearmladmin.applications.ApplicationsPlan;
import io.clearmladmin.applications.ApplicationsReport;
import io.clearmladmin.applications.Rollout;
import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.directory.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that roll an application out have in common: the tenants, the plan, the question and the report. */
final class AppRollout {

    @Parameters(paramLabel = "APP", description = "The id or the name, also of a customization.")
    private String app = "";

    @Option(names = "--tenant", paramLabel = "TENANT", description = "In this tenant, by name or id; may be repeated.")
    private List<String> tenants = List.of();

    @Option(names = "--all-tenants", description = "In all tenants.")
    private boolean isAllTenants;

    @Option(
            names = "--dry-run",
            description = "Show what would be done, and do nothing; exit code 10 if there is something.")
    private boolean isDryRun;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ExitCode run(Invocation invocation, Rollout.Builder rollout) throws IOException {
        if (tenants.isEmpty() != isAllTenants) {
            throw CommandException.wrongUse(
                    "either --tenant or --all-tenants is needed", "name the tenants, or say that all are meant");
        }
        Directory directory = Directory.of(invocation.clearml());
        rollout.application(directory.applicationId(app));
        if (!isAllTenants) {
            List<String> ids = new ArrayList<>();
            tenants.forEach(tenant -> ids.add(directory.tenant(tenant).id()));
            rollout.tenants(ids);
        }
        Applications applications = Applications.of(invocation.clearml());
        ApplicationsPlan plan = applications.plan(rollout.build());
        boolean isEmpty = plan.changes().isEmpty();
        if (isDryRun) {
            invocation.output().document(plan.toText(), plan.toJson(), "tenants");
            return isEmpty ? ExitCode.DONE : ExitCode.FINDINGS;
        }
        if (!isEmpty) {
            confirmation.ask(invocation, plan.toText());
        }
        Progress progress = new Progress(invocation);
        ApplicationsReport report =
                applications.apply(plan, tenant -> progress.step(plan.changes().size(), tenant.name()));
        progress.end();
        invocation.output().document(report.toText(), report.toJson(), "tenants");
        return code(report);
    }

    private static ExitCode code(ApplicationsReport report) {
        if (Thread.currentThread().isInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (report.isComplete()) {
            return ExitCode.DONE;
        }
        return report.with(Fate.UNKNOWN).isEmpty() ? ExitCode.FAILED : ExitCode.OUTCOME_UNKNOWN;
    }
}
