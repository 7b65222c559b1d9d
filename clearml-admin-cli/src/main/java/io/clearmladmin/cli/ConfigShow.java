package io.clearmladmin.cli;

import io.clearmladmin.internal.configuration.SettingOrigin;
import io.clearmladmin.internal.secrets.ShortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "show",
        description = "Shows address and login that a command would use, and where each comes from. Nothing is sent.",
        footer = {"", "Example:", "  clearml-admin config show --profile production"})
@Prints(list = ConfigShow.Shown.class)
final class ConfigShow implements Action {

    record Shown(String setting, Optional<String> value, String from) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Optional<Profile> profile = invocation.profile();
        List<Shown> all = new ArrayList<>();
        if (profile.isPresent()) {
            String from = "profile " + profile.get().name() + " in "
                    + Profiles.of(invocation.surroundings()).file();
            all.add(new Shown(SettingOrigin.ADDRESS, Optional.of(profile.get().apiServer()), from));
            all.add(new Shown(
                    "access key", Optional.of(ShortKey.of(profile.get().accessKey())), from));
            all.add(new Shown("secret key", Optional.of("***"), from));
        } else {
            Optional<String> url = invocation.options().url();
            Optional<String> key = invocation.options().accessKey();
            for (SettingOrigin origin : SettingOrigin.all()) {
                if (url.isPresent() && origin.setting().equals(SettingOrigin.ADDRESS)) {
                    all.add(new Shown(origin.setting(), url, "--url"));
                } else if (key.isPresent() && origin.setting().equals(SettingOrigin.ACCESS_KEY)) {
                    all.add(new Shown(origin.setting(), key.map(ShortKey::of), "--access-key"));
                } else if (key.isPresent() && origin.setting().equals(SettingOrigin.SECRET_KEY)) {
                    String from = invocation.options().secretFile().isPresent()
                            ? "--secret-file"
                            : Invocation.SECRET_VARIABLE;
                    all.add(new Shown(origin.setting(), Optional.of("***"), from));
                } else {
                    all.add(new Shown(origin.setting(), origin.value(), origin.where()));
                }
            }
        }
        invocation.output().list(Shown.class, all);
        return ExitCode.DONE;
    }
}
