package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For each setting the source that a client would take it from, without its secret. */
class SettingOriginTest {

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();

    private List<SettingOrigin> all() {
        return SettingOrigin.all(new Environment(name -> null, variables::get, home));
    }

    @Test
    void what_is_nowhere_is_not_set() {
        assertThat(all())
                .extracting(SettingOrigin::setting, SettingOrigin::value, SettingOrigin::where)
                .containsExactly(
                        tuple("API address", Optional.empty(), "not set"),
                        tuple("access key", Optional.empty(), "not set"),
                        tuple("secret key", Optional.empty(), "not set"),
                        tuple("certificate verification", Optional.of("true"), "default"));
    }

    @Test
    void each_has_the_source_that_comes_first_and_a_secret_is_hidden() throws IOException {
        Files.writeString(home.resolve("clearml.conf"), """
                api { api_server = "http://file:8008", credentials { access_key = FILEKEY, secret_key = hunter2 } }
                """);
        variables.put("CLEARML_API_HOST", "http://environment:8008");
        assertThat(all().get(0))
                .isEqualTo(new SettingOrigin(
                        SettingOrigin.ADDRESS, Optional.of("http://environment:8008"), "CLEARML_API_HOST"));
        assertThat(all().get(1).value()).contains("FILE…");
        assertThat(all().get(1).where()).contains("clearml.conf, api.credentials.access_key");
        assertThat(all().toString()).doesNotContain("hunter2");
        variables.put("CLEARML_AUTH_TOKEN", "a.b.c");
        assertThat(all().get(1)).isEqualTo(new SettingOrigin("token", Optional.of("***"), "CLEARML_AUTH_TOKEN"));
    }

    @Test
    void a_broken_source_is_an_error() {
        variables.put("CLEARML_API_ACCESS_KEY", "KEY");
        assertThatThrownBy(this::all).isInstanceOf(ConfigurationException.class).hasMessageContaining("PARTIAL");
    }
}
