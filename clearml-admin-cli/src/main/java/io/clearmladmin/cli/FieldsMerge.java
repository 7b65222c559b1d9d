package io.clearmladmin.cli;

import io.clearmladmin.events.TenantFields;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "merge",
        description = "Sets these fields of a tenant's custom events, leaves the others, and prints all as read back.",
        footer = {"", "Example:", "  clearml-admin fields merge acme service_instance_name='Vision team' limit:=8 --yes"
        })
@Prints(isData = true)
final class FieldsMerge implements Action {

    @Mixin
    private final FieldChange change = new FieldChange();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        change.run(invocation, "set among them", TenantFields::merge);
        return ExitCode.DONE;
    }
}
