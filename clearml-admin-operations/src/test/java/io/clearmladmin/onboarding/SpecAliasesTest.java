package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An alias in a specification is refused by its line: it is never taken for the text of its name. */
class SpecAliasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: &it acme\nadmin: {name: Ann, email: ann@example.org}\nlogo: *it",
                "name: acme\nadmin: {name: &it Ann, email: ann@example.org}\nlogo: *it",
                "name: acme\nadmin: &it {name: Ann, email: ann@example.org}\nusers: [*it, *it]",
                "name: acme\nadmin: &it {name: Ann, email: ann@example.org}\nusers: [{<<: *it}]",
                "name: acme\nadmin: {name: Ann, email: a@b.c}\nsso: {provider: p, configuration: {secret: *kanari}}"
            })
    void it_is_refused_by_its_line_and_without_its_name(String text) {
        assertThatThrownBy(() -> TenantSpec.parse(text))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("alias")
                .hasMessageNotContaining("kanari");
    }

    @Test
    void a_billion_laughs_are_none() {
        StringBuilder text = new StringBuilder("name: acme\nadmin: {name: Ann, email: a@b.c}\na0: &a0 [ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> TenantSpec.parse(text.toString()))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("line 4");
    }

    @Test
    void a_text_that_begins_with_a_star_is_one_in_quotes() {
        TenantSpec spec = TenantSpec.parse("name: '*acme'\nadmin: {name: Ann, email: ann@example.org}");
        assertThat(spec.name()).isEqualTo("*acme");
    }
}
