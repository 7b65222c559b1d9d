package io.clearmladmin.cli;

import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.OnboardingPlan;
import io.clearmladmin.onboarding.OnboardingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = {
            "Provisions the tenants of a file or a folder, after showing the plan.",
            "Applying again changes nothing; after a failure, it does the rest."
        },
        footer = {"", "Example:", "  clearml-admin tenant apply tenants/ --out keys --yes"})
@Prints(list = TenantApply.Applied.class)
final class TenantApply implements Action {

    record Applied(String tenant, String outcome, Optional<String> id, int steps, Optional<String> failure) {}

    @Parameters(paramLabel = "PATH", description = "A specification in YAML or JSON, or a folder of them.")
    private Path path = Path.of("");

    @Mixin
    private final KeyOutput keys = new KeyOutput();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TenantPlans plans = TenantPlans.of(invocation, path);
        CredentialStore store = plans.createsKeys() ? keys.store() : keys.storeIfGiven();
        if (!plans.isEmpty()) {
            confirmation.ask(invocation, plans.text());
        }
        Onboarding onboarding = Onboarding.of(invocation.clearml());
        Progress progress = new Progress(invocation);
        List<Applied> all = new ArrayList<>();
        ExitCode worst = ExitCode.DONE;
        for (OnboardingPlan plan : plans.plans()) {
            if (Thread.currentThread().isInterrupted()) {
                all.add(new Applied(plan.spec().name(), "not begun", Optional.empty(), 0, Optional.empty()));
                worst = ExitCode.INTERRUPTED;
                continue;
            }
            try {
                OnboardingResult result = onboarding.apply(plan, store);
                all.add(new Applied(
                        plan.spec().name(),
                        result.done().isEmpty() ? "unchanged" : "done",
                        Optional.of(result.company()),
                        result.done().size(),
                        Optional.empty()));
            } catch (ClearMlException failure) {
                Failure report = Failure.of(failure);
                all.add(new Applied(plan.spec().name(), "failed", Optional.empty(), 0, Optional.of(report.what())));
                // Of several failures, the one that matters most to a script is the last in the table of codes.
                worst = report.code().compareTo(worst) > 0 ? report.code() : worst;
            }
            progress.step(plans.plans().size(), plan.spec().name());
        }
        progress.end();
        invocation.output().list(Applied.class, all);
        return worst;
    }
}
