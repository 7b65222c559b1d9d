package io.clearmladmin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.resources.ResourceConfiguration;
import io.clearmladmin.resources.ResourcesService;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Replaces the whole draft of pools and profiles; nothing takes effect before resource publish.",
            "Refused while there is a draft that is not published, since somebody else may work on it."
        },
        footer = {"", "Example:", "  clearml-admin resource set resources.json --yes"})
@Prints(one = ResourceSet.Draft.class)
final class ResourceSet implements Action {

    record Draft(int pools, int profiles, String outcome) {}

    @Parameters(paramLabel = "FILE", description = "The configuration as JSON; - for the standard input.")
    private String file = "";

    @Option(names = "--overwrite", description = "Also if there is a draft that is not published; it is lost.")
    private boolean isOverwriting;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ResourceConfiguration configuration = parsed(invocation.text(file));
        ResourcesService resources = invocation.clearml().resources();
        boolean isThere = resources.checkEditConfiguration();
        if (isThere && !isOverwriting) {
            throw CommandException.wrongUse(
                    "there is a draft that is not published; nothing was done",
                    "look at it with resource show --draft; publish it, reset it, or add --overwrite");
        }
        int pools = configuration.pools().size();
        int profiles = configuration.profiles().size();
        confirmation.ask(
                invocation,
                "replace the draft by " + pools + " pools and " + profiles + " profiles"
                        + (isThere ? "; the draft that is there is lost" : ""));
        resources.setResourceConfiguration(configuration);
        invocation.output().one(Draft.class, new Draft(pools, profiles, "draft"));
        return ExitCode.DONE;
    }

    private ResourceConfiguration parsed(String text) {
        try {
            return Json.MAPPER.readValue(text, ResourceConfiguration.class);
        } catch (JsonProcessingException unfit) {
            throw CommandException.wrongUse(
                    file + " is no configuration of resources: " + SafeText.line(unfit.getOriginalMessage()),
                    "write it as resource show prints it");
        }
    }
}
