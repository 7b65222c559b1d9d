package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.ClientSettings;
import io.clearmladmin.internal.configuration.ClientConfig.HttpProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, and what is refused. */
class ClientConfigTest {

    @TempDir
    Path home;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private ClientSettings settings(ClientConfig.Builder given) {
        return new ConfigResolver(given.build(), new Environment(properties::get, variables::get, home)).settings();
    }

    private ClientSettings settings() {
        return settings(ClientConfig.builder());
    }

    private ClientConfig.Builder explicit() {
        ClientConfig.Builder given = ClientConfig.builder();
        given.apiUrl("http://explicit:8008");
        given.accessKey("KEY");
        given.secretKey(Secret.of("SECRET"));
        return given;
    }

    private void environment() {
        variables.put("CLEARML_API_HOST", "http://environment:8008");
        variables.put("CLEARML_API_ACCESS_KEY", "EKEY");
        variables.put("CLEARML_API_SECRET_KEY", "ESECRET");
    }

    private Path file(String text) throws IOException {
        Path file = home.resolve("clearml.conf");
        Files.writeString(file, text);
        return file;
    }

    private static String basic(ClientSettings settings) {
        String header = settings.login().basic().orElseThrow().substring("Basic ".length());
        return new String(Base64.getDecoder().decode(header), StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_the_builder_says_comes_first() {
        environment();
        ClientSettings settings = settings(explicit());
        assertThat(settings.apiUrl()).hasToString("http://explicit:8008/");
        assertThat(basic(settings)).isEqualTo("KEY:SECRET");
    }

    @Test
    void system_properties_come_before_the_environment() {
        environment();
        properties.put("clearml.api.host", "http://property:8008");
        properties.put("clearml.api.access_key", "PKEY");
        properties.put("clearml.api.secret_key", "PSECRET");
        ClientSettings settings = settings();
        assertThat(settings.apiUrl()).hasToString("http://property:8008/");
        assertThat(basic(settings)).isEqualTo("PKEY:PSECRET");
    }

    @Test
    void the_environment_comes_before_the_file() throws IOException {
        environment();
        file("api { api_server: \"http://file:8008\", credentials { access_key: F, secret_key: G } }");
        ClientSettings settings = settings();
        assertThat(settings.apiUrl()).hasToString("http://environment:8008/");
        assertThat(basic(settings)).isEqualTo("EKEY:ESECRET");
    }

    @Test
    void the_file_comes_last() throws IOException {
        file("""
                # as clearml-init writes it
                api {
                    web_server: http://web:8080
                    api_server: http://file:8008
                    files_server: http://files:8081
                    credentials {"access_key" = "FKEY", "secret_key" = "F#SECRET"}
                    verify_certificate: true
                }
                sdk { unresolved: ${?NO_SUCH_VARIABLE} }
                """);
        ClientSettings settings = settings();
        assertThat(settings.apiUrl()).hasToString("http://file:8008/");
        assertThat(basic(settings)).isEqualTo("FKEY:F#SECRET");
    }

    @Test
    void a_file_may_be_named_and_then_must_be_there(@TempDir Path other) throws IOException {
        variables.put("CLEARML_CONFIG_FILE", other.resolve("mine.conf").toString());
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLEARML_CONFIG_FILE: no such file");
        Files.writeString(
                other.resolve("mine.conf"),
                "api { api_server: \"http://mine:8008\", credentials { access_key: A, secret_key: B } }");
        assertThat(settings().apiUrl()).hasToString("http://mine:8008/");
    }

    @Test
    void a_broken_file_is_an_error_that_does_not_quote_it() throws IOException {
        file("api {\n  credentials { secret_key: canary-secret \n }");
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("clearml.conf, line 1: the { is not closed")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_file_that_refers_to_nothing_is_an_error_where_that_matters() throws IOException {
        file("api { api_server: ${NO_SUCH_VARIABLE_ANYWHERE} }");
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "clearml.conf, line 1: api.api_server refers to ${NO_SUCH_VARIABLE_ANYWHERE}, which is set");
    }

    @Test
    void the_names_of_the_terraform_provider_and_the_old_ones_count_too() {
        variables.put("CLEARML_API_URL", "http://terraform:8008");
        variables.put("CLEARML_ACCESS_KEY", "TKEY");
        variables.put("CLEARML_SECRET_KEY", "TSECRET");
        assertThat(basic(settings())).isEqualTo("TKEY:TSECRET");
        variables.clear();
        variables.put("TRAINS_API_HOST", "http://trains:8008");
        variables.put("TRAINS_API_ACCESS_KEY", "OKEY");
        variables.put("TRAINS_API_SECRET_KEY", "OSECRET");
        assertThat(settings().apiUrl()).hasToString("http://trains:8008/");
        environment();
        assertThat(basic(settings())).as("today's names win").isEqualTo("EKEY:ESECRET");
    }

    @Test
    void names_that_contradict_each_other_are_an_error() {
        environment();
        variables.put("CLEARML_API_URL", "http://another:8008");
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("environment: CLEARML_API_HOST and CLEARML_API_URL give different values for the API "
                        + "address; unset one of them");
    }

    @Test
    void a_key_without_its_secret_is_an_error() throws IOException {
        file("api { api_server: \"http://file:8008\", credentials { access_key: F, secret_key: G } }");
        variables.put("CLEARML_API_ACCESS_KEY", "EKEY");
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("environment: PARTIAL, CLEARML_API_ACCESS_KEY is set but the secret key is not")
                .hasMessageContaining("CLEARML_API_SECRET_KEY / CLEARML_SECRET_KEY");
    }

    @Test
    void a_token_in_the_environment_overrides_key_and_secret_there_but_not_those_in_code() {
        environment();
        variables.put("CLEARML_AUTH_TOKEN", "ready-token");
        assertThat(settings().login().token()).contains(Secret.of("ready-token"));
        assertThat(settings(explicit()).login().token()).isEmpty();
    }

    @Test
    void a_missing_setting_is_reported_with_every_source_that_was_tried() {
        assertThatThrownBy(() -> settings())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("No API address is configured. Tried, in this order:")
                .hasMessageContaining("builder: apiUrl NOT SET")
                .hasMessageContaining("system properties: clearml.api.host NOT SET")
                .hasMessageContaining("environment: CLEARML_API_HOST / CLEARML_API_URL / TRAINS_API_HOST NOT SET")
                .hasMessageContaining(home.resolve("clearml.conf") + ": NOT FOUND");
        variables.put("CLEARML_API_HOST", "http://environment:8008");
        assertThatThrownBy(() -> settings())
                .hasMessageStartingWith("No login is configured.")
                .hasMessageContaining("builder: credentials, token NOT SET")
                .hasMessageContaining("CLEARML_AUTH_TOKEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8008               | must begin with http:// or https://",
                "ftp://localhost:8008         | must begin with http:// or https://",
                "http://                      | must begin with http:// or https://",
                "''                           | must not be empty",
                "http://a b:8008              | must not contain blanks",
                "http://host:99999            | is not a URL",
                "http://host:8080             | looks like the web address; the API usually is at http://host:8008/",
                "https://app.example.org      | looks like the web address; the API usually is at https://api.example.org/",
                "http://host:8081             | looks like the file server's address",
                "https://files.example.org    | looks like the file server's address",
                "http://host:8008/api         | ends with /api",
                "http://host:8008/api/        | ends with /api",
                "https://api.example.org/api  | ends with /api",
                "http://host:8008/auth.login  | ends with an endpoint",
                "http://host:8008/v2.30       | ends with an API version",
                "http://host:8008?x=1         | must not contain ? or #",
                "http://host:8008#x           | must not contain ? or #",
            })
    void an_address_that_cannot_be_right_is_refused_with_the_reason(String url, String reason) {
        ClientConfig.Builder given = explicit();
        given.apiUrl(url);
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("apiUrl: ")
                .hasMessageContaining(reason);
    }

    @Test
    void a_password_in_the_address_is_refused_and_not_quoted() {
        for (String url : new String[] {"http://user:canary@host:8008", "canary@host", "http://user:canary@ho st"}) {
            ClientConfig.Builder given = explicit();
            given.apiUrl(url);
            assertThatThrownBy(() -> settings(given))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:8008, http://host:8008/",
        "http://host:8008/, http://host:8008/",
        "https://api.example.org, https://api.example.org/",
        "http://host:8080/api, http://host:8080/api",
        "https://app.example.org/api/, https://app.example.org/api",
        "https://example.org/clearml/sub, https://example.org/clearml/sub",
        "HTTP://[::1]:8008, http://[::1]:8008/",
    })
    void an_address_that_may_be_right_is_kept_with_its_base_path(String url, String expected) {
        ClientConfig.Builder given = explicit();
        given.apiUrl(url);
        assertThat(settings(given).apiUrl()).hasToString(expected);
    }

    @Test
    void an_unusual_address_is_believed_if_so_said() {
        ClientConfig.Builder given = explicit();
        given.apiUrl("http://host:8080");
        given.apiUrlUnchecked(true);
        assertThat(settings(given).apiUrl().port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "", "KEY ", " KEY", "KE Y", "KEY\n", "KE:Y", "KEY\u0001", "K\u0416Y"})
    void an_access_key_that_cannot_be_sent_is_refused_and_not_quoted(String key) {
        ClientConfig.Builder given = explicit();
        given.accessKey(key);
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("credentials: the access key ")
                .hasMessageNotContaining(key.isBlank() ? "\u0000" : key);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "", "SECRET ", " SECRET", "SECRET\n", "SEC\rRET"})
    void a_secret_that_cannot_be_right_is_refused_and_not_quoted(String secret) {
        ClientConfig.Builder given = explicit();
        given.secretKey(Secret.of(secret));
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("credentials: the secret key must not");
    }

    @Test
    void a_secret_outside_latin_1_is_refused_and_one_within_is_sent_as_it_is() {
        ClientConfig.Builder given = explicit();
        given.secretKey(Secret.of("пароль"));
        assertThatThrownBy(() -> settings(given))
                .hasMessageContaining("outside latin-1")
                .hasMessageNotContaining("пароль");
        given.secretKey(Secret.of("pässwörd#&%"));
        assertThat(basic(settings(given))).isEqualTo("KEY:pässwörd#&%");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "tok\u00e9n", "a\n"})
    void a_token_that_cannot_stand_in_a_header_is_refused(String token) {
        variables.put("CLEARML_API_HOST", "http://environment:8008");
        ClientConfig.Builder given = ClientConfig.builder();
        given.token(Secret.of(token));
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("token: the token must");
    }

    @Test
    void a_token_cannot_go_with_every_call_as_basic() {
        ClientConfig.Builder given = ClientConfig.builder();
        given.apiUrl("http://host:8008");
        given.token(Secret.of("t"));
        given.basicAuth(true);
        assertThatThrownBy(() -> settings(given)).hasMessageContaining("basicAuth: needs key and secret");
    }

    @Test
    void the_certificate_setting_is_a_switch_or_a_file() {
        environment();
        variables.put("CLEARML_API_HOST_VERIFY_CERT", "perhaps");
        assertThatThrownBy(() -> settings())
                .hasMessage(
                        "CLEARML_API_HOST_VERIFY_CERT: must be true, false or the path of a PEM file, got 'perhaps'");
        variables.put("CLEARML_API_HOST_VERIFY_CERT", "False");
        assertThat(settings().http().hostnameVerifier()).isNotNull();
    }

    @Test
    void a_proxy_needs_a_host_and_a_port() {
        ClientConfig.Builder given = explicit();
        given.proxy(new HttpProxy("", 0));
        assertThatThrownBy(() -> settings(given)).hasMessageStartingWith("proxy: needs a host and a port");
        given.proxy(new HttpProxy("proxy", 70_000));
        assertThatThrownBy(() -> settings(given)).hasMessageContaining("70000");
    }

    @Test
    void the_client_says_its_name_and_version() {
        ClientConfig.Builder given = explicit();
        given.clientName("tool/1.0");
        assertThat(settings(given).clientName()).matches("clearml-admin-java/\\d+\\.\\d+\\.\\d+\\S* tool/1\\.0");
    }

    @Test
    void the_settings_print_no_secret() {
        ClientConfig.Builder given = explicit();
        given.accessKey("canary-key");
        given.secretKey(Secret.of("canary-secret"));
        given.proxy(new HttpProxy("proxy", 3128, Optional.of("user"), Optional.of(Secret.of("canary-proxy"))));
        assertThat(settings(given).toString()).doesNotContain("canary");
    }
}
