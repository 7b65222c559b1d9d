package io.clearmladmin.cli;

import io.clearmladmin.apps.AssignedTenant;
import io.clearmladmin.directory.Directory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows which tenants have an application, and whether they may launch it.",
            "Server 3.30 or newer."
        },
        footer = {"", "Example:", "  clearml-admin app show jupyter-lab"})
@Prints(list = AppShow.Row.class)
final class AppShow implements Action {

    record Row(String tenant, Optional<String> name, Optional<String> state) {

        static Row of(AssignedTenant tenant) {
            return new Row(tenant.id(), tenant.name(), tenant.state().map(state -> state.value()));
        }
    }

    @Parameters(paramLabel = "APP", description = "The id or the name, also of a customization.")
    private String app = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        String id = Directory.of(invocation.clearml()).applicationId(app);
        List<AssignedTenant> tenants = invocation.clearml().apps().getTenantAssignment(id);
        invocation.output().list(Row.class, tenants.stream().map(Row::of).toList());
        return ExitCode.DONE;
    }
}
