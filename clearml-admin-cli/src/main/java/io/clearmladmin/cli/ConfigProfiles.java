package io.clearmladmin.cli;

import io.clearmladmin.internal.secrets.ShortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "profiles",
        description = {
            "Lists the profiles. They stand in ~/.config/clearml-admin/config, a file in HOCON:",
            "",
            "  profiles {",
            "    production {",
            "      api_server = \"https://api.clearml.example\"",
            "      access_key = \"…\"",
            "      secret_key = ${CLEARML_PRODUCTION_SECRET}",
            "    }",
            "  }",
            "",
            "A profile may also have trusted_certificates (a PEM file) or verify_certificate = false.",
            "CLEARML_ADMIN_PROFILE chooses one as --profile does."
        },
        footer = {"", "Example:", "  clearml-admin config profiles"})
@Prints(list = ConfigProfiles.Entry.class)
final class ConfigProfiles implements Action {

    record Entry(String profile, String apiServer, String accessKey) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Profiles profiles = Profiles.of(invocation.surroundings());
        List<Entry> entries = new ArrayList<>();
        for (String name : profiles.names()) {
            Profile profile = profiles.named(name);
            entries.add(new Entry(name, profile.apiServer(), ShortKey.of(profile.accessKey())));
        }
        invocation.output().list(Entry.class, entries);
        return ExitCode.DONE;
    }
}
