package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.onboarding.Onboarding;
import io.clearmladmin.onboarding.TenantExport;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Writes an existing tenant as the specification that describes it, in YAML: plan of it has nothing to do.",
            "What a specification cannot say is named on the standard error. Enterprise."
        },
        footer = {"", "Example:", "  clearml-admin tenant export acme > tenants/acme.yaml"})
@Prints(isText = true)
final class TenantExportCommand implements Action {

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        TenantExport export = Onboarding.of(invocation.clearml()).export(id);
        if (!export.left().isEmpty()) {
            invocation.messages().show(export + "\n");
        }
        invocation.output().text(export.spec().toYaml());
        return ExitCode.DONE;
    }
}
