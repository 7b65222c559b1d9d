package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.events.TenantFields;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Shows the fields that go with a tenant's custom events, as JSON.",
        footer = {"", "Example:", "  clearml-admin fields get acme"})
@Prints(isData = true)
final class FieldsGet implements Action {

    @Parameters(paramLabel = "TENANT", description = "The name or the id.")
    private String tenant = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        invocation.output().data(TenantFields.of(invocation.clearml(), id).read());
        return ExitCode.DONE;
    }
}
