package io.clearmladmin.cli;

import io.clearmladmin.helm.HelmMigration;
import io.clearmladmin.helm.HelmValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "migrate",
        description = {
            "Carries values over to the names of another generation of the same chart. It lists what was carried and what was",
            "left; exit code 10 if something was left or is to be decided. The new file, with its secrets, goes to --out."
        },
        footer = {
            "",
            "Example:",
            "  clearml-admin helm migrate --chart clearml-enterprise --to control-plane values.yaml --out new.yaml"
        })
@Prints(list = HelmMigrate.Row.class)
final class HelmMigrate implements Action {

    record Row(String outcome, String from, Optional<String> to, Optional<String> reason) {}

    @Mixin
    private final ChartOption chart = new ChartOption();

    @Option(names = "--to", required = true, paramLabel = "NAME", description = "The chart's other name.")
    private String to = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Write the new values here; only you may read them.")
    private Optional<Path> out = Optional.empty();

    @Parameters(paramLabel = "FILE", description = "The values file.")
    private Path file = Path.of("");

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        HelmMigration migration = HelmValues.read(chart.chart(), file).migrate(ChartOption.named(to));
        if (out.isPresent()) {
            migration.values().writeTo(out.get());
        }
        List<Row> rows = new ArrayList<>();
        migration
                .carried()
                .forEach(each -> rows.add(new Row(
                        each.isConfirmed() ? "carried" : "carried, unconfirmed",
                        each.from(),
                        Optional.of(each.to()),
                        Optional.empty())));
        migration
                .left()
                .forEach(each -> rows.add(new Row("left", each.path(), Optional.empty(), Optional.of(each.reason()))));
        migration.toDecide().forEach(each -> rows.add(new Row("to decide", each, Optional.empty(), Optional.empty())));
        invocation.output().list(Row.class, rows);
        return migration.left().isEmpty() && migration.toDecide().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
}
