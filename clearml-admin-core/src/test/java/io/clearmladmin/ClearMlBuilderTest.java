package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearMlBuilderTest {

    @Test
    void everything_may_be_said_and_nothing_is_sent() {
        ClearMl.Builder builder = ClearMl.builder()
                .apiUrlUnchecked("http://localhost:8080")
                .token("t")
                .credentials("KEY", "SECRET")
                .basicAuth()
                .tokenLifetime(Duration.ofHours(1))
                .renewalThreshold(Duration.ofMinutes(1))
                .logoutOnClose()
                .apiVersion("2.30")
                .clientName("tool/1")
                .callTimeout(Duration.ofSeconds(5))
                .attemptTimeout(Duration.ofSeconds(2))
                .connectTimeout(Duration.ofSeconds(1))
                .maxAttempts(5)
                .unreachableRetry(Duration.ZERO)
                .maxConcurrency(4)
                .maxResponseBytes(1024)
                .circuitBreaker(5, Duration.ofSeconds(10))
                .listener(new CallListener() {})
                .trustedCertificates(Path.of("replaced"))
                .insecureSkipTlsVerify()
                .proxy("localhost", 3128, "user", "password");
        try (ClearMl clearml = builder.build();
                ClearMl again = builder.build()) {
            assertThat(clearml.toString()).isEqualTo("ClearMl[http://localhost:8080/]");
            assertThat(again).isNotEqualTo(clearml);
            for (Object service : new Object[] {
                clearml.auth(),
                clearml.users(),
                clearml.login(),
                clearml.server(),
                clearml.debug(),
                clearml.system(),
                clearml.tenants()
            }) {
                assertThat(service.toString()).endsWith("Service of ClearMl[http://localhost:8080/]");
            }
        }
    }

    @Test
    void connecting_takes_three_texts_and_checks_them() {
        ClearMl.connect("http://localhost:8008", "KEY", "SECRET").close();
        assertThatThrownBy(() -> ClearMl.connect("localhost", "KEY", "SECRET"))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void missing_files_are_reported_when_the_client_is_built() {
        ClearMl.Builder builder = ClearMl.builder()
                .apiUrl("http://localhost:8008")
                .credentials("KEY", "SECRET")
                .clientCertificate(Path.of("no-chain.pem"), Path.of("no-key.pem"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("clientCertificate: no-chain.pem does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KЛЮЧ | secret | the access key contains a character outside latin-1",
                "KE:Y | secret | the access key must not contain a colon",
                "K Y | secret | the access key must not contain blanks",
                "KEY | секрет | the secret key contains a character outside latin-1",
            })
    void a_key_that_cannot_be_sent_is_refused_by_a_view_as_by_the_builder(String key, String secret, String reason) {
        try (ClearMl clearml = ClearMl.connect("http://localhost:8008", "KEY", "SECRET")) {
            assertThatThrownBy(() -> clearml.withCredentials(key, Secret.of(secret)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("withCredentials: " + reason)
                    .hasMessageNotContaining(secret);
        }
        assertThatThrownBy(() -> ClearMl.connect("http://localhost:8008", key, secret))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }
}
