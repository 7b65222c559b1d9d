package io.clearmladmin.cli;

import io.clearmladmin.audit.Audit;
import io.clearmladmin.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "Reports what is unsafe, broken or forgotten on a server. It only reads.",
        footer = {"", "Example:", "  clearml-admin audit --fail-on high -o json"})
@Prints(one = Report.class)
final class AuditCommand implements Action {

    @Mixin
    private final FailOn failOn = new FailOn();

    @Option(names = "--only", paramLabel = "CHECK", split = ",", description = "Only these checks, parted by commas.")
    private Set<String> only = new LinkedHashSet<>();

    @Option(names = "--unused", paramLabel = "TIME", description = "How long a key may be unused; 90d by default.")
    private Optional<Duration> unused = Optional.empty();

    @Option(names = "--inactive", paramLabel = "TIME", description = "How long a user may be inactive; 90d by default.")
    private Optional<Duration> inactive = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Audit.Builder audit = Audit.builder(invocation.clearml());
        unused.ifPresent(audit::unusedFor);
        inactive.ifPresent(audit::inactiveFor);
        if (!only.isEmpty()) {
            audit.only(only);
        }
        return failOn.print(invocation, audit.build().run());
    }
}
