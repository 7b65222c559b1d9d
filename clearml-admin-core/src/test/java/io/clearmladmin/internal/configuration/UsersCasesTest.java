package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.ClientSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that users were seen to have, each by the name of its case. */
class UsersCasesTest {

    @TempDir
    Path home;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private ClientSettings settings(ClientConfig given) {
        return new ConfigResolver(given, new Environment(properties::get, variables::get, home)).settings();
    }

    private ClientSettings settings() {
        return settings(ClientConfig.builder().build());
    }

    private void environment() {
        variables.put("CLEARML_API_HOST", "https://h.example:8008");
        variables.put("CLEARML_API_ACCESS_KEY", "AK1");
        variables.put("CLEARML_API_SECRET_KEY", "s1");
    }

    private void useCase(String file) {
        try {
            URI uri = Objects.requireNonNull(UsersCasesTest.class.getResource("/cases/" + file))
                    .toURI();
            variables.put("CLEARML_CONFIG_FILE", Path.of(uri).toString());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void file(String text) throws IOException {
        Files.writeString(home.resolve("clearml.conf"), text);
    }

    private static String login(ClientSettings settings) {
        String header = settings.login().basic().orElseThrow().substring("Basic ".length());
        return new String(Base64.getDecoder().decode(header), StandardCharsets.ISO_8859_1);
    }

    private void assertReads(String address, String login) {
        ClientSettings settings = settings();
        assertThat(settings.apiUrl()).hasToString(address);
        assertThat(login(settings)).isEqualTo(login);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::settings)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void case_01_bare_addresses_of_buckets() {
        useCase("01-conf-bucket-urls/a1_s3.conf");
        assertReads("https://api.ml.example.org/", "AKTEST00000000000001:sk-test-secret-0001");
        useCase("01-conf-bucket-urls/a13_gcs.conf");
        assertReads("http://host-a.example:8008/", "AKTEST00000000000001:sk-test-secret-0001");
    }

    @Test
    void case_04_an_include_beside_the_file() {
        useCase("04-conf-include/main.conf");
        assertReads("http://host-a.example:8008/", "AKTEST00000000000001:sk-test-secret-0001");
    }

    @Test
    void case_04_a_missing_include_is_named_where_something_is_missing() throws IOException {
        file("api { api_server: \"http://host:8008\" }\ninclude \"keys.conf\"\n");
        assertRefused(
                "No login is configured", home.resolve("clearml.conf") + ", line 2: the included file does not exist");
    }

    @Test
    void case_04_an_include_is_never_read_from_the_class_path() throws IOException {
        assertThat(UsersCasesTest.class.getResource("/cases/04-conf-include/keys.conf"))
                .isNotNull();
        file("include \"cases/04-conf-include/keys.conf\"\napi.api_server: \"http://host:8008\"");
        assertRefused("No login is configured");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"http://127.0.0.1:1/keys.conf\"",
                "include url(\"http://127.0.0.1:1/keys.conf\")",
                "include required(url(\"http://127.0.0.1:1/keys.conf\"))",
                "include classpath(\"cases/04-conf-include/keys.conf\")",
                "include package(\"io.clearmladmin\", \"keys.conf\")",
                "include \"file:///etc/keys.conf\"",
                "include \"/etc/keys.conf\"",
                "include \"../keys.conf\"",
                "include \"below/../../keys.conf\"",
            })
    void case_04_an_include_from_elsewhere_is_refused_by_its_line(String include) throws IOException {
        file("api.api_server: \"http://host:8008\"\n" + include + "\n");
        assertRefused(home.resolve("clearml.conf") + ", line 2: ");
        file("api { api_server: \"http://host:8008\", credentials { access_key: A, secret_key: B } }\nsdk { " + include
                + " }");
        assertReads("http://host:8008/", "A:B");
    }

    @Test
    void case_04_the_old_file_is_read_where_there_is_no_new_one() throws IOException {
        Files.writeString(
                home.resolve("trains.conf"),
                "api { host: http://old:8008, credentials { access_key: A, secret_key: B } }");
        assertReads("http://old:8008/", "A:B");
        file("api { host: http://new:8008, credentials { access_key: C, secret_key: D } }");
        assertReads("http://new:8008/", "C:D");
    }

    @Test
    void case_05_a_mark_at_the_beginning_is_skipped() {
        useCase("05-conf-encoding/a8_bom.conf");
        assertThat(settings().apiUrl()).hasToString("http://host-a.example:8008/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void case_05_a_file_in_utf_16_says_so(String charset) throws Exception {
        useCase("05-conf-encoding/a8b_utf16.conf");
        assertRefused("a8b_utf16.conf: it is in UTF-16, but must be in UTF-8");
        variables.clear();
        Files.write(home.resolve("clearml.conf"), "api { api_server: x }".getBytes(charset));
        assertRefused("clearml.conf: it is in UTF-16, but must be in UTF-8");
    }

    @Test
    void case_05_latin_1_costs_only_the_value_that_it_stands_in() throws IOException {
        useCase("05-conf-encoding/a8c_latin1.conf");
        assertThat(settings().apiUrl()).hasToString("http://host-a.example:8008/");
        variables.clear();
        Files.write(
                home.resolve("clearml.conf"),
                "api { api_server: http://h:8008\ncredentials { access_key: A, secret_key: geheimü } }"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("line 2: api.credentials.secret_key contains bytes that are not UTF-8");
    }

    @Test
    void case_06_quotes_that_an_env_file_kept_are_refused_by_the_variables_name() {
        environment();
        variables.put("CLEARML_API_ACCESS_KEY", "\"AK1\"");
        variables.put("CLEARML_API_SECRET_KEY", "\"s1\"");
        assertRefused("CLEARML_API_ACCESS_KEY: the access key begins and ends with quotes");
        variables.put("CLEARML_API_ACCESS_KEY", "AK1");
        assertRefused("CLEARML_API_SECRET_KEY: the secret key begins and ends with quotes");
        variables.put("CLEARML_AUTH_TOKEN", "'token'");
        assertRefused("CLEARML_AUTH_TOKEN: the token begins and ends with quotes");
        variables.remove("CLEARML_AUTH_TOKEN");
        variables.put("CLEARML_API_SECRET_KEY", "s1");
        variables.put("CLEARML_API_HOST", "\"https://h.example:8008\"");
        assertRefused("CLEARML_API_HOST: must begin with http:// or https://");
    }

    @Test
    void case_06_single_quotes_in_a_file_are_text_and_refused() {
        useCase("06-quotes-kept-in-key/a9b_single_cred.conf");
        assertRefused("a9b_single_cred.conf, api.credentials.access_key: the access key begins and ends with quotes");
        useCase("06-quotes-kept-in-key/a9_single.conf");
        assertRefused("a9_single.conf, api.api_server: must begin with http:// or https://");
    }

    // 07-newline-in-secret
    @Test
    void case_07_a_line_break_at_the_end_names_the_variable_that_has_it() throws IOException {
        environment();
        variables.put("CLEARML_API_SECRET_KEY", "s1\n");
        assertThatThrownBy(this::settings)
                .hasMessage("CLEARML_API_SECRET_KEY: the secret key must not begin or end with blanks or line breaks");
        variables.put("CLEARML_API_SECRET_KEY", "s1");
        variables.put("CLEARML_API_ACCESS_KEY", "AK1\n");
        assertRefused("CLEARML_API_ACCESS_KEY: the access key must not contain blanks or line breaks");
        variables.put("CLEARML_API_ACCESS_KEY", "AK1");
        variables.put("CLEARML_API_HOST", "https://h.example:8008\n");
        assertRefused("CLEARML_API_HOST: must not contain blanks or line breaks");
        variables.clear();
        file("api { api_server: \"http://h:8008\", credentials { access_key: A, secret_key: \"b\\n\" } }");
        assertRefused("clearml.conf, api.credentials.secret_key: the secret key must not begin or end");
    }

    // 08-app-host-port-8008
    @Test
    void case_08_the_api_servers_own_port_is_believed_on_a_host_of_any_name() {
        environment();
        for (String host : new String[] {"https://app.example.org:8008", "http://files.example.org:8008"}) {
            variables.put("CLEARML_API_HOST", host);
            assertThat(settings().apiUrl()).hasToString(host + "/");
        }
    }

    @Test
    void case_08_environment_and_file_may_insist_on_an_address() throws IOException {
        environment();
        variables.put("CLEARML_API_HOST", "https://app.example.org");
        assertRefused("CLEARML_API_HOST: looks like the web address", "CLEARML_API_URL_UNCHECKED=true");
        variables.put("CLEARML_API_URL_UNCHECKED", "TRUE");
        assertThat(settings().apiUrl()).hasToString("https://app.example.org/");
        variables.put("CLEARML_API_URL_UNCHECKED", "false");
        assertRefused("CLEARML_API_HOST: looks like the web address");
        variables.put("CLEARML_API_URL_UNCHECKED", "please");
        assertRefused("CLEARML_API_URL_UNCHECKED: must be true or false");
        variables.clear();
        file(
                "api { api_server: https://app.example.org, url_unchecked: true, credentials { access_key: A, secret_key: B } }");
        assertReads("https://app.example.org/", "A:B");
    }

    private Proxy proxy() {
        OkHttpClient http = settings().http();
        return http.proxy() == null ? Proxy.NO_PROXY : http.proxy();
    }

    // 35-proxy-from-environment
    @Test
    void case_35_the_proxy_of_the_environment_is_used() {
        environment();
        variables.put("HTTPS_PROXY", "http://proxy.example:3128");
        assertThat(proxy().address()).isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
        variables.put("NO_PROXY", "example");
        assertThat(proxy()).isEqualTo(Proxy.NO_PROXY);
        variables.put("NO_PROXY", "");
        properties.put("https.proxyHost", "jdk.example");
        assertThat(proxy()).as("the JDK's own setting counts").isEqualTo(Proxy.NO_PROXY);
        ClientConfig given = ClientConfig.builder()
                .proxy(new ClientConfig.HttpProxy("mine.example", 8080))
                .build();
        assertThat(settings(given).http().proxy())
                .isEqualTo(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("mine.example", 8080)));
    }

    @Test
    void case_35_a_host_that_only_the_proxy_knows_is_reached_through_it() throws Exception {
        environment();
        variables.put("CLEARML_API_HOST", "http://only-the-proxy-knows.invalid:8008");
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .setHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                    .build());
            proxy.enqueue(new MockResponse.Builder().build());
            proxy.start(InetAddress.getLoopbackAddress(), 0);
            variables.put("HTTP_PROXY", "http://user:p%40ss@" + proxy.getHostName() + ":" + proxy.getPort());
            ClientSettings settings = settings();
            Request request = new Request.Builder().url(settings.apiUrl()).build();
            try (Response response = settings.http().newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            proxy.takeRequest();
            RecordedRequest sent = proxy.takeRequest();
            assertThat(sent.getRequestLine()).startsWith("GET http://only-the-proxy-knows.invalid:8008/ ");
            assertThat(sent.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("user", "p@ss"));
            assertThat(settings.toString()).doesNotContain("p@ss");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example, HTTPS_PROXY, p:3128, '', p:3128",
        "https://h.example, https_proxy, p:3128, '', p:3128",
        "https://h.example, HTTPS_PROXY, http://p, '', p:80",
        "https://h.example, HTTPS_PROXY, http://u:w@p:1, '', p:1",
        "https://h.example, ALL_PROXY, http://p:1, '', p:1",
        "https://h.example, HTTP_PROXY, http://p:1, '', none",
        "http://h.example:8008, HTTP_PROXY, http://p:1, '', p:1",
        "http://h.example:8008, HTTPS_PROXY, http://p:1, '', none",
        "http://localhost:8008, HTTP_PROXY, http://p:1, '', none",
        "http://127.0.0.1:8008, HTTP_PROXY, http://p:1, '', none",
        "http://[::1]:8008, HTTP_PROXY, http://p:1, '', none",
        "https://h.example, HTTPS_PROXY, http://p:1, *, none",
        "https://h.example, HTTPS_PROXY, http://p:1, 'a.org, h.example', none",
        "https://h.example, HTTPS_PROXY, http://p:1, .example, none",
        "https://h.example, HTTPS_PROXY, http://p:1, *.example, none",
        "https://h.example, HTTPS_PROXY, http://p:1, EXAMPLE, none",
        "https://badexample, HTTPS_PROXY, http://p:1, example, p:1",
        "https://h.example, HTTPS_PROXY, http://p:1, h.example:443, none",
        "https://h.example, HTTPS_PROXY, http://p:1, h.example:8008, p:1",
        "http://10.1.2.3:8008, HTTP_PROXY, http://p:1, 10.0.0.0/8, none",
        "http://11.1.2.3:8008, HTTP_PROXY, http://p:1, 10.0.0.0/8, p:1",
        "http://10.1.2.3:8008, HTTP_PROXY, http://p:1, 0.0.0.0/0, none",
        "http://10.1.2.3:8008, HTTP_PROXY, http://p:1, 10.1.2.3/33, p:1",
    })
    void case_35_variables_mean_what_they_mean_elsewhere(
            String address, String variable, String value, String exceptions, String expected) {
        environment();
        variables.put("CLEARML_API_HOST", address);
        variables.put(variable, value);
        variables.put("NO_PROXY", exceptions);
        Proxy found = proxy();
        String shown = found.address() instanceof InetSocketAddress used
                ? used.getHostString() + ":" + used.getPort()
                : "none";
        assertThat(shown).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://u:canary@p:1", "https://u:canary@p:1", "http://u:canary@p:99999", "http://"})
    void case_35_a_proxy_that_cannot_be_used_is_named_and_not_quoted(String value) {
        environment();
        variables.put("HTTPS_PROXY", value);
        assertThatThrownBy(this::settings)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("HTTPS_PROXY: ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void case_38_substitutions_comments_and_special_characters() {
        useCase("38-conf-substitution/a6_selfref.conf");
        assertReads("http://host-a.example:8008/", "AKTEST00000000000001:sk-test-secret-0001");
        useCase("38-conf-substitution/a11_trailing_comment.conf");
        assertReads("http://host-a.example:8008/", "AKTEST00000000000001:sk-test-secret-0001");
        useCase("38-conf-substitution/a4b_special_quoted.conf");
        assertReads("http://host-a.example:8008/", "AKTEST00000000000001:R#7z6e88@l%R8*c^d+e=f!g&h$1");
        useCase("38-conf-substitution/a7b_verify_False.conf");
        assertThat(settings().http().hostnameVerifier()).isNotSameAs(new OkHttpClient().hostnameVerifier());
        useCase("38-conf-substitution/a10_envsub.conf");
        assertRefused("a10_envsub.conf, line 2: api.api_server refers to ${CLEARML_HOST_URL}, which is set neither");
        variables.putAll(Map.of("CLEARML_HOST_URL", "http://h:8008", "MY_ACCESS", "A", "MY_SECRET", "B"));
        assertReads("http://h:8008/", "A:B");
    }

    @Test
    void case_38_home_is_where_users_expect_it() throws IOException {
        useCase("38-conf-substitution/a7_tilde_ca.conf");
        assertRefused("verify_certificate: must be true, false or the path of a PEM file, got '~/ca.pem'");
        Files.writeString(home.resolve("ca.pem"), "no certificate");
        assertRefused("verify_certificate: " + home.resolve("ca.pem"));
        environment();
        for (String path : new String[] {"$HOME/ca.pem", "${HOME}/ca.pem", "$CERTS/ca.pem"}) {
            variables.put("CLEARML_API_HOST_VERIFY_CERT", path);
            variables.put("CERTS", home.toString());
            assertRefused("CLEARML_API_HOST_VERIFY_CERT: " + home.resolve("ca.pem"));
        }
        variables.remove("CERTS");
        assertRefused("CLEARML_API_HOST_VERIFY_CERT: refers to $CERTS, which is not set");
        variables.clear();
        file("api { api_server: http://h:8008, credentials { access_key: A, secret_key: B } }");
        for (String path : new String[] {"~/clearml.conf", "$HOME/clearml.conf", "$DIR/clearml.conf"}) {
            variables.put("CLEARML_CONFIG_FILE", path);
            variables.put("DIR", home.toString());
            assertReads("http://h:8008/", "A:B");
        }
    }
}
