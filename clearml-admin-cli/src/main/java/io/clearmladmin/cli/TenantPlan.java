package io.clearmladmin.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = {
            "Shows what would be done for the tenants of a file or a folder; writes nothing.",
            "Exit code 10 if there is something to do, 0 if not."
        },
        footer = {"", "Example:", "  clearml-admin tenant plan tenants/"})
@Prints(list = TenantPlans.Row.class)
final class TenantPlan implements Action {

    @Parameters(paramLabel = "PATH", description = "A specification in YAML or JSON, or a folder of them.")
    private Path path = Path.of("");

    @Option(names = "--prune", description = "Also what apply --prune would remove. Enterprise.")
    private boolean isPruning;

    @Mixin
    private final Parallelism parallelism = new Parallelism();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        TenantPlans plans = TenantPlans.of(invocation, path, parallelism.count(), isPruning);
        if (invocation.output().format() == Format.TABLE) {
            invocation.output().text(plans.text());
        } else {
            invocation.output().list(TenantPlans.Row.class, plans.rows());
        }
        return plans.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
