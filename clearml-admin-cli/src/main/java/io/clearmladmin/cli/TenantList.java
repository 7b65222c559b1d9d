package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.TenantEntry;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the tenants that you may see.",
        footer = {"", "Example:", "  clearml-admin tenant list -o csv"})
@Prints(list = TenantList.Row.class)
final class TenantList implements Action {

    record Row(String id, String name, boolean active) {

        static Row of(TenantEntry tenant) {
            return new Row(tenant.id(), tenant.name(), tenant.isActive());
        }
    }

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        invocation
                .output()
                .list(
                        Row.class,
                        Directory.of(invocation.clearml()).tenants().stream()
                                .map(Row::of)
                                .toList());
        return ExitCode.DONE;
    }
}
