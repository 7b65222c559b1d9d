package io.clearmladmin.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules that every published module keeps: each has a test that extends this. One on the module path opens its packages
 * to this module first, which only its own code may.
 */
public abstract class KeepsHouseRules {

    private static final JavaClasses ALL = HouseRules.classesUnderTest();

    /** For the tests that extend it. */
    protected KeepsHouseRules() {}

    @ParameterizedTest
    @MethodSource("io.clearmladmin.house.HouseRules#all")
    public void this_module_keeps_it(ArchRule rule) {
        rule.check(ALL);
    }

    @Test
    public void so_do_its_sources() {
        assertThat(SourceRules.broken()).isEmpty();
    }

    @Test
    public void so_does_what_it_shows_to_users() {
        assertThat(SignatureRules.broken()).isEmpty();
    }

    @Test
    public void it_has_no_new_circle_of_classes() {
        assertThat(CircleRules.broken()).isEmpty();
    }

    @Test
    public void so_do_its_builders_when_something_is_not_set() {
        assertThat(BuilderRules.broken()).isEmpty();
    }

    @Test
    public void what_it_prints_of_outside_text_does_no_harm() {
        assertThat(HostileText.shownRawly()).isEmpty();
    }

    @Test
    public void its_public_methods_are_listed_as_blocking_or_not() {
        assertThat(PublicMethods.mistakes()).isEmpty();
    }
}
