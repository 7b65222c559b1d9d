package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret comes from the environment or a file into the one place of a specification that is never shown. */
class OutsideValuesTest {

    private static final String ACME = """
            name: acme
            admin: {name: Ann, email: ann@acme.example}
            sso:
              provider: keycloak
              configuration:
                client_id: acme
                client_secret: %s
            """;

    @TempDir
    private Path folder;

    private TenantSpec read(String secret) throws IOException {
        return TenantSpec.read(Files.writeString(folder.resolve("acme.yaml"), ACME.formatted(secret)));
    }

    private static @Nullable Object secret(TenantSpec spec) {
        return spec.sso().orElseThrow().configuration().get("client_secret");
    }

    @Test
    void a_file_beside_the_specification_gives_a_secret_without_its_last_line_break() throws IOException {
        Files.writeString(folder.resolve("secret"), "canary\n");
        TenantSpec spec = read("${file:secret}");
        assertThat(secret(spec)).isEqualTo("canary");
        assertThat(spec.toString()).doesNotContain("canary");
        assertThat(secret(read("\"${file:" + folder.resolve("secret") + "}\""))).isEqualTo("canary");
        assertThat(TenantSpec.readAll(folder))
                .extracting(OutsideValuesTest::secret)
                .containsExactly("canary");
    }

    @Test
    void a_variable_of_the_environment_gives_a_secret_that_stays_a_text() throws IOException {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(secret(read("${env:" + variable.getKey() + "}"))).isEqualTo(variable.getValue());
        FieldPath path = FieldPath.ROOT.field("sso").field("configuration").field("client_secret");
        OutsideValues outside = new OutsideValues(folder, name -> name.equals("SECRET") ? "007" : null);
        assertThat(outside.of(path, "${env:SECRET}").orElseThrow().text()).isEqualTo("007");
        assertThat(secret(read("\"${env:" + variable.getKey() + "}\""))).isInstanceOf(String.class);
    }

    @Test
    void with_one_dollar_more_it_is_the_text_itself() throws IOException {
        assertThat(secret(read("$${env:HOME}"))).isEqualTo("${env:HOME}");
        assertThat(secret(read("a ${env:HOME}"))).isEqualTo("a ${env:HOME}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${env:NO_SUCH_VARIABLE} | the environment has no variable 'NO_SUCH_VARIABLE'",
                "${file:missing} | the file 'missing' cannot be read: NoSuchFileException",
                "${file:empty} | the file 'empty' is empty",
                "${file:large} | the file 'large' is larger than 64 KiB",
                "${file:} | the file '' cannot be read"
            })
    void what_is_not_there_is_a_mistake_with_its_place(String secret, String reason) throws IOException {
        Files.writeString(folder.resolve("empty"), "\n");
        Files.writeString(folder.resolve("large"), "canary".repeat(20_000));
        assertThatThrownBy(() -> read(secret))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("acme.yaml, line 7, column 20, sso.configuration.client_secret: " + reason)
                .hasMessageNotContaining("canary");
    }

    @Test
    void what_a_tenant_shows_never_comes_from_this_machine() {
        String text = ACME.formatted("x") + "custom_events_fields: {host: \"${env:HOME}\"}\ndomains: [\"${file:a}\"]\n";
        assertThatThrownBy(() -> TenantSpec.parse(text))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("custom_events_fields.host: only the fields of sso.configuration may come from")
                .hasMessageContaining("domains[0]: only the fields of sso.configuration may come from")
                .hasMessageNotContaining(System.getenv("HOME"));
    }
}
