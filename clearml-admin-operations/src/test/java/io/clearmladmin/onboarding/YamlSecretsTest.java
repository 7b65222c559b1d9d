package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.house.Canaries;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A specification holds the secrets of an identity provider; whatever is wrong with it, no message shows them. */
class YamlSecretsTest {

    private static final String SPEC = """
            name: acme
            admin: {name: Ann, email: ann@example.org}
            sso:
              provider: keycloak
              configuration:
                client_id: acme
                client_secret: kanari-client-secret
                bind_password: "kanari\\"bind\\\\pass"
                private_key: |
                  kanari-first-line
                  kanari-second-line
            credentials:
              - label: agent
            """;
    private static final String SLIPS = "{}[]:=\"'\\?&*!%@,#\n\t|>-~` ";

    private final Canaries canaries = new Canaries();

    @AfterEach
    void stop() {
        canaries.close();
    }

    private boolean fails(String text) {
        try {
            canaries.see(TenantSpec.parse(text).toString());
            return false;
        } catch (ClearMlException refused) {
            canaries.see(refused);
            return true;
        }
    }

    @Test
    void a_slip_anywhere_shows_no_secret() {
        Random random = new Random(7);
        int failures = 0;
        for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder(SPEC);
            for (int slips = 1 + random.nextInt(2); slips > 0; slips--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.insert(at, SLIPS.charAt(random.nextInt(SLIPS.length())));
                }
            }
            failures += fails(text.toString()) ? 1 : 0;
        }
        assertThat(failures).isGreaterThan(500);
        canaries.assertNone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sso: {provider: p, configuration: kanari-secret}",
                "sso: {provider: p, configuration: [kanari-secret]}",
                "sso: kanari-secret",
                "sso: {provider: {client_secret: kanari-secret}}",
                "client_secret: kanari-secret",
                "sso: {provider: p, client_secret: kanari-secret}",
                "sso: {provider: p, configuration: {client_secret: kanari-secret kanari: two}}",
                "sso: {provider: p, configuration: {client_secret: *kanari-secret}}",
                "sso: {provider: p, configuration: {client_secret: !kanari-secret x}}",
                "sso: {provider: p, configuration: {client_secret: 'kanari-secret}}",
                "sso: {provider: p, configuration: {client_secret: \"kanari\\secret\"}}",
                "sso:\n  provider: p\n  configuration:\n    client_secret: @kanari-secret\n",
                "sso:\n  provider: p\n  configuration:\n    client_secret kanari-secret\n",
                "sso:\n  provider: p\n  configuration:\n    client_secret:kanari-secret\n",
                "sso: {provider: p, kanari-first kanari-second: {}}",
                "kanari-first-line kanari-second-line: 1",
                "sso: {provider: p, configuration: {kanari-first kanari-second: !x y}}",
                "allowed_users: many\nsso: {provider: p, configuration: {client_secret: kanari-secret}}",
            })
    void a_mistake_beside_a_secret_names_the_line_and_not_the_secret(String wrong) {
        assertThat(fails("name: acme\nadmin: {name: Ann, email: ann@example.org}\n" + wrong))
                .as("whether it is refused")
                .isTrue();
        canaries.assertNone();
        assertThat(canaries.seen()).isNotEmpty();
    }
}
