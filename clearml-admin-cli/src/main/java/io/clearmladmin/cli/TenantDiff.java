package io.clearmladmin.cli;

import io.clearmladmin.onboarding.Drift;
import io.clearmladmin.onboarding.Onboarding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Compares tenants with their files in both directions: what would be done, and what a tenant has beyond its file.",
            "Writes nothing. Exit code 10 if there is a difference, 0 if not. Enterprise."
        },
        footer = {"", "Example:", "  clearml-admin tenant diff tenants/"})
@Prints(list = TenantPlans.Row.class)
final class TenantDiff implements Action {

    private static final String BEYOND = "beyond";

    @Parameters(paramLabel = "PATH", description = "A specification in YAML or JSON, or a folder of them.")
    private Path path = Path.of("");

    @Mixin
    private final Parallelism parallelism = new Parallelism();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        List<Drift> drifts =
                TenantPlans.each(invocation, path, parallelism.count(), Onboarding.of(invocation.clearml())::drift);
        if (invocation.output().format() == Format.TABLE) {
            invocation.output().text(drifts.stream().map(Drift::toText).collect(Collectors.joining("\n")));
        } else {
            invocation
                    .output()
                    .list(
                            TenantPlans.Row.class,
                            drifts.stream().flatMap(TenantDiff::rows).toList());
        }
        return drifts.stream().allMatch(Drift::isEmpty) ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static Stream<TenantPlans.Row> rows(Drift drift) {
        String tenant = drift.plan().spec().name();
        return Stream.concat(
                drift.plan().steps().stream().map(step -> TenantPlans.Row.of(tenant, step)),
                drift.beyond().stream()
                        .map(what -> new TenantPlans.Row(
                                tenant, BEYOND, what, Optional.empty(), Optional.empty(), Optional.empty())));
    }
}
