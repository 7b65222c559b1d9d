package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.BuilderRules;
import io.clearmladmin.house.HostileText;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.SourceRules;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that every published module keeps. */
class HouseRulesTest {

    private static final JavaClasses ALL = HouseRules.classesUnderTest();

    @ParameterizedTest
    @MethodSource("io.clearmladmin.house.HouseRules#all")
    void this_module_keeps_it(ArchRule rule) {
        rule.check(ALL);
    }

    @Test
    void so_do_its_sources() {
        assertThat(SourceRules.broken()).isEmpty();
    }

    @Test
    void so_do_its_builders_when_something_is_not_set() {
        assertThat(BuilderRules.broken()).isEmpty();
    }

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        assertThat(BuilderCopies.broken(
                        CustomEvents.builder().kafkaHosts("kafka-1:9092"),
                        HelmValues.clearmlCustomEvents()
                                .apiServer(URI.create("https://api.ml.example.com"), "a-key", Secret.of("a-secret"))
                                .podsMonitorUUID(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void what_it_prints_of_outside_text_does_no_harm() {
        assertThat(HostileText.shownRawly()).isEmpty();
    }

    @Test
    void its_public_methods_are_listed_as_blocking_or_not() {
        assertThat(PublicMethods.mistakes()).isEmpty();
    }
}
