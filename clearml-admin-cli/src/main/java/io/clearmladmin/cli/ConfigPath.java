package io.clearmladmin.cli;

import io.clearmladmin.internal.configuration.SettingOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "path",
        description = "Shows the files that address and login may come from.",
        footer = {"", "Example:", "  clearml-admin config path"})
@Prints(list = ConfigPath.Place.class)
final class ConfigPath implements Action {

    record Place(String file, String content, boolean present) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Profiles profiles = Profiles.of(invocation.surroundings());
        Path conf = SettingOrigin.file();
        invocation
                .output()
                .list(
                        Place.class,
                        List.of(
                                new Place(profiles.file().toString(), "profiles", profiles.isPresent()),
                                new Place(conf.toString(), "ClearML's configuration", Files.exists(conf))));
        return ExitCode.DONE;
    }
}
