package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A change of the fields of a tenant's custom events: shown, agreed to, made, and printed as read back. */
final class FieldChange {

    @Parameters(paramLabel = "TENANT", index = "0", description = "The name or the id.")
    private String tenant = "";

    @Parameters(
            paramLabel = "NAME=VALUE",
            index = "1..*",
            arity = "1..*",
            description = "A text; name:=value is JSON, @FILE an object of them, - for the standard input.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    interface Way {
        Map<String, Object> change(TenantFields its, Map<String, Object> fields);
    }

    void run(Invocation invocation, String what, Way way) throws IOException {
        Map<String, Object> fields = FieldValues.of(invocation, words);
        String id = Directory.of(invocation.clearml()).tenant(tenant).id();
        TenantFields its = TenantFields.of(invocation.clearml(), id);
        confirmation.ask(invocation, "the fields are " + Json.line(its.read()) + "\n" + what + " " + Json.line(fields));
        invocation.output().data(way.change(its, fields));
    }
}
