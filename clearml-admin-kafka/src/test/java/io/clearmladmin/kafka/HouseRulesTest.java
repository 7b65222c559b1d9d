package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.BuilderRules;
import io.clearmladmin.house.HostileText;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.SourceRules;
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
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build();
        try (ClearMl clearml = ClearMl.connect("http://127.0.0.1:1", "KEY", "SECRET")) {
            assertThat(BuilderCopies.broken(
                            KafkaSettings.builder().bootstrapServers("127.0.0.1:1"),
                            KafkaSink.builder(settings).listener(new KafkaSinkListener() {}),
                            KafkaJournal.builder(settings, "monitor"),
                            CustomEventsDoctor.builder(clearml, settings)))
                    .isEmpty();
        }
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
