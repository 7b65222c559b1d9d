package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EXISTING;
import static io.clearmladmin.helm.Checking.PUBLIC;
import static io.clearmladmin.helm.Checking.check;
import static io.clearmladmin.helm.Checking.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedUserRulesTest {

    private static final String FOUND = " fixed-users apiserver.additionalConfigs[\"apiserver.conf\"]";
    private static final String HASH =
            Base64.getEncoder().encodeToString(("$2b$12$" + "a".repeat(53)).getBytes(StandardCharsets.US_ASCII));

    private static String users(String users) {
        return config("auth { fixed_users { enabled: true, pass_hashed: true, users: [" + users + "] } }");
    }

    private static String user(String name) {
        return "{ username: " + name + ", password: \"" + HASH + "\", name: Somebody }";
    }

    @Test
    void users_whose_passwords_are_not_hashed_are_reported() {
        assertThat(check(ENTERPRISE, users(user("ann")))).isEmpty();
        assertThat(check(ENTERPRISE, users(user("ann")).replace("pass_hashed: true", "pass_hashed: false")))
                .containsExactly("HIGH" + FOUND);
        assertThat(check(ENTERPRISE, users(user("ann")).replace("pass_hashed: true, ", "")))
                .containsExactly("HIGH" + FOUND);
    }

    @Test
    void the_example_of_the_guide_is_reported_for_its_open_password_only() {
        assertThat(check(ENTERPRISE, config("""
                                auth {
                                  fixed_users {
                                    enabled: true
                                    pass_hashed: false
                                    users: [
                                      {
                                        username: "my_user"
                                        password: "my_password"
                                        name: "My User"
                                        admin: true
                                      },
                                    ]
                                  }
                                }"""))).containsExactly("HIGH" + FOUND);
    }

    @Test
    void a_password_that_is_no_hash_is_reported() {
        assertThat(check(ENTERPRISE, users(user("ann").replace(HASH, "hello")))).containsExactly("HIGH" + FOUND);
        assertThat(check(ENTERPRISE, users(user("ann").replace(HASH, "aGVsbG8="))))
                .containsExactly("HIGH" + FOUND);
    }

    @Test
    void users_with_something_missing_or_of_one_name_are_reported() {
        assertThat(check(ENTERPRISE, users("{ username: ann, name: Ann }"))).containsExactly("HIGH" + FOUND);
        assertThat(check(ENTERPRISE, users(user("ann") + "," + user("ann")))).containsExactly("HIGH" + FOUND);
        assertThat(check(ENTERPRISE, users("ann"))).containsExactly("HIGH" + FOUND);
    }

    @Test
    void users_that_are_not_enabled_and_no_users_are_reported() {
        assertThat(check(ENTERPRISE, users(user("ann")).replace("enabled: true", "enabled: false")))
                .containsExactly("LOW" + FOUND);
        assertThat(check(ENTERPRISE, users(""))).containsExactly("MEDIUM" + FOUND);
    }

    @Test
    void the_open_source_server_knows_no_admin_among_them() {
        String admin = users(user("ann").replace("name: Somebody", "name: Somebody, admin: true"));

        assertThat(check(ENTERPRISE, admin)).isEmpty();
        assertThat(check(PUBLIC, EXISTING + admin)).containsExactly("HIGH" + FOUND);
    }

    @Test
    void a_file_that_is_not_hocon_is_reported() {
        assertThat(check(ENTERPRISE, config("auth { fixed_users {")))
                .containsExactly("HIGH configuration apiserver.additionalConfigs[\"apiserver.conf\"]");
    }

    @Test
    void what_only_the_server_knows_is_left_to_it() {
        String yaml = config("auth { fixed_users { enabled: true, users: ${elsewhere} } }");

        assertThat(HelmValues.parse(ENTERPRISE, yaml).check().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.check()).isEqualTo("fixed-users");
                });
    }

    @Test
    void what_a_file_includes_is_not_read(@TempDir Path folder) throws Exception {
        Path other = Files.writeString(folder.resolve("other.conf"), "auth { fixed_users { enabled: true } }");

        assertThat(check(ENTERPRISE, config("include file(\"" + other + "\")\ninclude \"other\"")))
                .isEmpty();
        assertThat(check(ENTERPRISE, config("include url(\"" + other.toUri() + "\")\ninclude classpath(\"x.conf\")")))
                .isEmpty();
    }
}
