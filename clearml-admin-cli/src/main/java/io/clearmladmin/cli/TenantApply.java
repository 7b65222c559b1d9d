package io.clearmladmin.cli;

import io.clearmladmin.bulk.BulkReport.Fate;
import io.clearmladmin.bulk.BulkReport.Outcome;
import io.clearmladmin.cli.TenantPlans.Planned;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingResult;
import io.clearmladmin.onboarding.PruneResult;
import io.clearmladmin.onboarding.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = {
            "Provisions the tenants of a file or a folder, after showing the plan.",
            "Applying again changes nothing; after a failure, it does the rest. What a tenant has beyond its file stays, unless --prune."
        },
        footer = {"", "Example:", "  clearml-admin tenant apply tenants/ --out keys --yes"})
@Prints(list = TenantApply.Applied.class)
final class TenantApply implements Action {

    record Applied(
            String tenant,
            String outcome,
            Optional<String> id,
            int steps,
            Optional<Integer> removed,
            Optional<Integer> staying,
            Optional<String> failure) {

        static Applied nothing(String tenant, String outcome, Optional<String> failure) {
            return new Applied(tenant, outcome, Optional.empty(), 0, Optional.empty(), Optional.empty(), failure);
        }
    }

    /** A row, the exit code that it makes, and what is to be said. */
    private record Done(Applied row, ExitCode code, List<Step> staying) {}

    @Parameters(paramLabel = "PATH", description = "A specification in YAML or JSON, or a folder of them.")
    private Path path = Path.of("");

    @Option(
            names = "--prune",
            description = {
                "Also remove what a tenant has beyond its file; the plan shows each with what it takes along.",
                "Exit code 10 if something stays. Enterprise."
            })
    private boolean isPruning;

    @Mixin
    private final KeyOutput keys = new KeyOutput();

    @Mixin
    private final Parallelism parallelism = new Parallelism();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TenantPlans plans = TenantPlans.of(invocation, path, parallelism.count(), isPruning);
        CredentialStore store = plans.createsKeys() ? keys.store() : keys.storeIfGiven();
        if (!plans.isEmpty()) {
            confirmation.ask(invocation, plans.text());
        }
        Onboarding onboarding = Onboarding.of(invocation.clearml());
        List<Done> all = TenantPlans.inParallel(
                        invocation,
                        plans.tenants(),
                        Planned::tenant,
                        parallelism.count(),
                        planned -> apply(onboarding, planned, store))
                .outcomes()
                .stream()
                .map(outcome -> outcome.value().orElseGet(() -> notDone(outcome)))
                .toList();
        for (Done done : all) {
            done.staying()
                    .forEach(step ->
                            invocation.messages().warn("beyond " + done.row().tenant() + " stays " + step));
        }
        invocation.output().list(Applied.class, all.stream().map(Done::row).toList());
        // Of several failures, the one that matters most to a script is the last in the table of codes.
        return all.stream().map(Done::code).max(Comparator.naturalOrder()).orElse(ExitCode.DONE);
    }

    private static Done apply(Onboarding onboarding, Planned planned, CredentialStore store) {
        String tenant = planned.tenant();
        Optional<OnboardingResult> result = Optional.empty();
        try {
            result = Optional.of(onboarding.apply(planned.plan(), store));
            Optional<PruneResult> pruned = planned.prune().map(plan -> onboarding.prune(plan, step -> {}));
            int steps = result.get().done().size();
            int removed = pruned.map(each -> each.removed().size()).orElse(0);
            List<Step> staying = pruned.map(PruneResult::staying).orElse(List.of());
            return new Done(
                    new Applied(
                            tenant,
                            steps + removed == 0 ? "unchanged" : "done",
                            Optional.of(result.get().company()),
                            steps,
                            pruned.map(each -> removed),
                            pruned.map(each -> staying.size()),
                            Optional.empty()),
                    staying.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS,
                    staying);
        } catch (ClearMlException failure) {
            Failure report = Failure.of(failure);
            return new Done(
                    new Applied(
                            tenant,
                            "failed",
                            result.map(OnboardingResult::company),
                            result.map(each -> each.done().size()).orElse(0),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(report.what())),
                    report.code(),
                    List.of());
        }
    }

    // Ctrl-C came before it, or it did not end in time after that.
    private static Done notDone(Outcome<Planned, Done> outcome) {
        String tenant = outcome.item().tenant();
        Optional<String> failure = outcome.failure().map(Throwable::getMessage);
        return outcome.fate() == Fate.NOT_TRIED
                ? new Done(Applied.nothing(tenant, "not begun", failure), ExitCode.INTERRUPTED, List.of())
                : new Done(Applied.nothing(tenant, "failed", failure), ExitCode.FAILED, List.of());
    }
}
