package io.clearmladmin.cli;

import io.clearmladmin.apps.AppInstance;
import io.clearmladmin.apps.InstanceApplication;
import io.clearmladmin.apps.InstanceQuery;
import io.clearmladmin.endpoint.Reference;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "instances",
        description = {
            "Lists the running instances of an application in your own tenant, those of its customizations too.",
            "An instance is a task; clearml-admin call tasks.stop stops it."
        },
        footer = {"", "Example:", "  clearml-admin app instances jupyter-lab"})
@Prints(list = AppInstances.Row.class)
final class AppInstances implements Action {

    record Row(
            String id,
            Optional<String> name,
            Optional<String> status,
            Optional<String> app,
            Optional<String> customization,
            Optional<String> version,
            Optional<String> user,
            Optional<Instant> created) {

        static Row of(AppInstance instance) {
            Optional<InstanceApplication> app = instance.application();
            return new Row(
                    instance.id(),
                    instance.name(),
                    instance.status(),
                    app.flatMap(InstanceApplication::appId),
                    app.flatMap(InstanceApplication::customizationId),
                    app.flatMap(InstanceApplication::version),
                    instance.user().map(Reference::id),
                    instance.created());
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "APP",
            description = "The application's id; all applications if it is left out, which administrators may.")
    private Optional<String> app = Optional.empty();

    @Option(names = "--all", description = "Also those that have ended.")
    private boolean isAll;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        InstanceQuery query = InstanceQuery.builder()
                .app(app)
                .includeCustomizations(true)
                .status(Optional.of("running").filter(running -> !isAll))
                .build();
        try (RowStream<Row> rows = invocation.output().stream(Row.class)) {
            for (AppInstance instance : invocation.clearml().apps().getInstances(query)) {
                rows.add(Row.of(instance));
            }
        }
        return ExitCode.DONE;
    }
}
