package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.errors.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupTest {

    private final HandClock clock = new HandClock();
    private final Map<String, String> truth = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean broken;

    private final Lookup lookup = new Lookup("a test", this::ask, Duration.ZERO, clock);

    private Map<String, String> ask(String key) {
        asked.add(key);
        if (broken) {
            throw new ConfigurationException("broken");
        }
        return truth.containsKey(key) ? Map.of(key, truth.get(key)) : Map.of();
    }

    @Test
    void what_is_known_is_looked_up_once_and_again_when_it_is_old() {
        truth.put("task", "company");
        assertThat(lookup.of("task")).contains("company");
        truth.put("task", "other");
        assertThat(lookup.of("task")).contains("company");
        clock.now = clock.now.plus(Lookup.KNOWN);
        assertThat(lookup.of("task")).contains("other");
        assertThat(asked).hasSize(2);
    }

    @Test
    void that_nothing_is_known_is_remembered_for_a_short_time() {
        assertThat(lookup.of("task")).isEmpty();
        truth.put("task", "company");
        assertThat(lookup.of("task")).isEmpty();
        clock.now = clock.now.plus(Lookup.UNKNOWN);
        assertThat(lookup.of("task")).contains("company");
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_failure_is_unknown_now_and_what_was_known_serves_on() {
        truth.put("task", "company");
        assertThat(lookup.of("task")).contains("company");
        clock.now = clock.now.plus(Lookup.KNOWN);
        broken = true;
        assertThat(lookup.of("task")).contains("company");
        assertThat(lookup.of("second")).isEmpty();
        assertThat(asked).as("nothing is looked up for a while").hasSize(2);
        assertThat(lookup.failures()).isEqualTo(1);
        clock.now = clock.now.plus(Lookup.PAUSE);
        broken = false;
        truth.put("second", "company-2");
        assertThat(lookup.of("second")).contains("company-2");
    }

    @Test
    void an_answer_about_all_keys_is_good_for_those_it_does_not_have() {
        Lookup whole = new Lookup(
                "a test",
                key -> {
                    asked.add(key);
                    return truth;
                },
                Lookup.WHOLE,
                clock);
        truth.put("one", "company");
        truth.put("two", "company");
        assertThat(whole.of("one")).contains("company");
        assertThat(whole.of("two")).contains("company");
        assertThat(whole.of("three")).isEmpty();
        assertThat(asked).containsExactly("one");
        truth.put("three", "company");
        clock.now = clock.now.plus(Lookup.WHOLE);
        assertThat(whole.of("three")).contains("company");
    }

    @Test
    void it_remembers_ten_thousand_answers_and_no_more() {
        for (int number = 0; number < 10_001; number++) {
            truth.put("task-" + number, "company");
            lookup.of("task-" + number);
        }
        asked.clear();
        assertThat(lookup.of("task-10000")).contains("company");
        assertThat(asked).isEmpty();
        assertThat(lookup.of("task-0")).contains("company");
        assertThat(asked).containsExactly("task-0");
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
