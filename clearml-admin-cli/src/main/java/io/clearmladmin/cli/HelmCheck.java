package io.clearmladmin.cli;

import io.clearmladmin.helm.HelmValues;
import io.clearmladmin.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Checks values of one of ClearML's charts. Several files are merged as helm -f does. No cluster is needed.",
        footer = {"", "Example:", "  clearml-admin helm check --chart clearml:7.14.4 values.yaml"})
@Prints(one = Report.class)
final class HelmCheck implements Action {

    @Mixin
    private final ChartOption chart = new ChartOption();

    @Mixin
    private final FailOn failOn = new FailOn();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The values file, and those that go over it.")
    private List<Path> files = new ArrayList<>();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        HelmValues values = HelmValues.read(
                chart.chart(), files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
        return failOn.print(invocation, values.check());
    }
}
