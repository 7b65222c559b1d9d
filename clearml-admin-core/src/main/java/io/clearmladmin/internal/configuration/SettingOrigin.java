package io.clearmladmin.internal.configuration;

import io.clearmladmin.internal.secrets.ShortKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a client whose builder sets nothing, and where it comes from. Nothing is sent.
 *
 * @param setting what it is, for people
 * @param value its value, an access key shortened and a secret hidden; absent if it is not set
 * @param where the source that has it, and its name there
 */
public record SettingOrigin(String setting, Optional<String> value, String where) {

    /** The setting of the API server's address. */
    public static final String ADDRESS = Setting.API_HOST.toString();

    /** The setting of the access key. */
    public static final String ACCESS_KEY = Setting.ACCESS_KEY.toString();

    /** The setting of its secret. */
    public static final String SECRET_KEY = Setting.SECRET_KEY.toString();

    private static final String HIDDEN = "***";
    private static final String NOWHERE = "not set";

    /**
     * All that more than one source can have, with this process's environment.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if a source that has one is broken
     */
    public static List<SettingOrigin> all() {
        return all(Environment.SYSTEM);
    }

    /** The file that is read after the environment, present or not. */
    public static Path file() {
        return ConfigurationFile.of(Environment.SYSTEM).path();
    }

    static List<SettingOrigin> all(Environment environment) {
        Sources sources = new Sources(environment);
        List<SettingOrigin> all = new ArrayList<>();
        Sources.Located address = sources.apiHost();
        all.add(of(Setting.API_HOST, Optional.ofNullable(address)));
        addLogin(all, sources.credentials());
        Optional<Sources.Located> verification = sources.verifyCertificate(address != null && address.isFromFile());
        all.add(
                verification.isPresent()
                        ? of(Setting.VERIFY_CERTIFICATE, verification)
                        : new SettingOrigin(Setting.VERIFY_CERTIFICATE.toString(), Optional.of("true"), "default"));
        return all;
    }

    private static void addLogin(List<SettingOrigin> all, Sources.@Nullable Credentials login) {
        if (login == null) {
            all.add(of(Setting.ACCESS_KEY, Optional.empty()));
            all.add(of(Setting.SECRET_KEY, Optional.empty()));
        } else if (login.accessKey() == null) {
            all.add(new SettingOrigin(Setting.TOKEN.toString(), Optional.of(HIDDEN), login.where()));
        } else {
            String key = ShortKey.of(login.accessKey());
            all.add(new SettingOrigin(Setting.ACCESS_KEY.toString(), Optional.of(key), login.where()));
            all.add(new SettingOrigin(Setting.SECRET_KEY.toString(), Optional.of(HIDDEN), login.secretWhere()));
        }
    }

    private static SettingOrigin of(Setting setting, Optional<Sources.Located> found) {
        return new SettingOrigin(
                setting.toString(),
                found.map(Sources.Located::value),
                found.map(Sources.Located::where).orElse(NOWHERE));
    }
}
