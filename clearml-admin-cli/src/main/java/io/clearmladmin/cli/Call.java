package io.clearmladmin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "call",
        description = {
            "Calls any endpoint, and prints the reply's data as JSON.",
            "It is sent once, unless it provably was not carried out; --safe says that it may be sent again."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin call users.get_all --safe -d '{\"only_fields\": [\"id\", \"name\"]}'",
            "  clearml-admin call queues.create -d @queue.json"
        })
@Prints(isData = true)
final class Call implements Action {

    @Parameters(paramLabel = "ENDPOINT", description = "The endpoint, such as users.get_all.")
    private String endpoint = "";

    @Option(names = "--safe", description = "It only reads, or may be repeated: try again after a failure.")
    private boolean isSafe;

    @Option(names = "--unsafe", description = "It must not be repeated (default).")
    private boolean isUnsafe;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "JSON|@FILE",
            description = "The body: a JSON object, a file with one, or @- for the standard input.")
    private String data = "{}";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        if (isSafe && isUnsafe) {
            throw CommandException.wrongUse("--safe and --unsafe exclude each other", "leave one of them out");
        }
        Map<String, Object> body = body(data.startsWith("@") ? invocation.text(data.substring(1)) : data);
        invocation.output().data(invocation.clearml().call(endpoint, isSafe ? Repeat.SAFE : Repeat.UNSAFE, body));
        return ExitCode.DONE;
    }

    private static Map<String, Object> body(String text) {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            if (node.isObject()) {
                return Json.MAPPER.convertValue(
                        node, Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
            }
        } catch (JsonProcessingException broken) {
            throw CommandException.wrongUse(
                    "the data is no JSON: line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr(),
                    "write an object, such as '{\"id\": \"…\"}'");
        }
        throw CommandException.wrongUse("the data is no JSON object", "write an object, such as '{\"id\": \"…\"}'");
    }
}
