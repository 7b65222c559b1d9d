package io.clearmladmin.cli;

import io.clearmladmin.events.TenantFields;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "set",
        description = "Makes these the only fields of a tenant's custom events, and prints them as read back.",
        footer = {"", "Example:", "  clearml-admin fields set acme service_instance_name='Vision team' limit:=8 --yes"})
@Prints(isData = true)
final class FieldsSet implements Action {

    @Mixin
    private final FieldChange change = new FieldChange();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        change.run(invocation, "make them", TenantFields::set);
        return ExitCode.DONE;
    }
}
