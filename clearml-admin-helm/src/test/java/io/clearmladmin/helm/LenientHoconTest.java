package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.check;
import static io.clearmladmin.helm.Checking.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in values that a strict reader of HOCON refuses, and the server does not. */
class LenientHoconTest {

    private static final String AT = " apiserver.additionalConfigs[\"apiserver.conf\"]";
    private static final String OPEN =
            "auth.fixed_users { enabled: true, users: [{ username: a, password: b, name: c }] }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts.api: http://api.example:8008",
                "hosts.elastic: elastic.example:9200/path?x",
                "cors: { origins: *, domain: [a.example,, b.example] }",
                "path: C:\\Users\\clearml",
                "path: \"C:\\Users\\clearml\"",
                "pattern: \"\\d+\\.json\"",
                "a: 1,, b: 2",
                ", a: 1",
            })
    void what_the_server_reads_is_read_and_judged(String line) {
        assertThatThrownBy(() -> ConfigFactory.parseString(line)).isInstanceOf(ConfigException.class);
        assertThat(check(ENTERPRISE, config(line))).isEmpty();
        assertThat(check(ENTERPRISE, config(line + "\n" + OPEN))).containsExactly("HIGH fixed-users" + AT);
    }

    @Test
    void a_list_that_is_added_to_is_one_list() {
        String added = "auth.fixed_users { enabled: true, pass_hashed: true, users: [] }\n"
                + "auth.fixed_users.users += [{ username: a, password: b, name: c }]";

        assertThat(check(ENTERPRISE, config(added))).containsExactly("HIGH fixed-users" + AT);
    }

    @Test
    void blocks_of_one_name_are_one_block() {
        String parted = "auth { fixed_users { enabled: true } }\nauth { fixed_users { pass_hashed: true } }";

        assertThat(check(ENTERPRISE, config(parted))).containsExactly("MEDIUM fixed-users" + AT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x: 1\na: ${b}\nb: ${a}", "x: 1\na: \"canary", "x: 1\na: [1, canary", "x: 1\na { b: canary"})
    void what_cannot_be_read_is_reported_by_its_line_and_not_quoted(String text) {
        assertThat(HelmValues.parse(ENTERPRISE, config(text)).check().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo("configuration");
                    assertThat(finding.toString()).contains("line ").doesNotContain("canary");
                });
    }
}
