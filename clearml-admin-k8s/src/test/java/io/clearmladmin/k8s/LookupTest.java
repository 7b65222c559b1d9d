package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookupTest {

    private final HandClock clock = new HandClock();
    private final Map<String, String> truth = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private CountDownLatch asking = new CountDownLatch(0);
    private CountDownLatch answering = new CountDownLatch(0);

    private final Lookup<String> lookup = new Lookup<>("Tenants", "a test", this::ask, Duration.ZERO, clock);

    private Map<String, String> ask(Set<String> keys) {
        asked.addAll(keys);
        asking.countDown();
        await(answering);
        if (failure != null) {
            throw failure;
        }
        Map<String, String> known = new HashMap<>();
        keys.stream().filter(truth::containsKey).forEach(key -> known.put(key, truth.get(key)));
        return known;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            throw new IllegalStateException(closed);
        }
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
        failure = new ConfigurationException("broken");
        assertThat(lookup.of("task")).contains("company");
        assertThat(lookup.of("second")).isEmpty();
        assertThat(asked).as("nothing is looked up for a while").hasSize(2);
        assertThat(lookup.failures()).isEqualTo(1);
        clock.now = clock.now.plus(Lookup.PAUSE);
        failure = null;
        truth.put("second", "company-2");
        assertThat(lookup.of("second")).contains("company-2");
    }

    @Test
    void an_answer_about_all_keys_is_good_for_those_it_does_not_have() {
        Lookup<String> whole = new Lookup<>(
                "Tenants",
                "a test",
                keys -> {
                    asked.addAll(keys);
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
    void many_keys_are_looked_up_at_once_and_those_that_are_known_are_not() {
        truth.put("one", "company");
        truth.put("two", "company");
        assertThat(lookup.of("one")).contains("company");
        lookup.load(Set.of("one", "two", "three"));
        assertThat(asked).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(lookup.known("two")).contains("company");
        assertThat(lookup.known("three")).isEmpty();
        clock.now = clock.now.plus(Lookup.KNOWN);
        assertThat(lookup.known("two")).as("what was known serves on").contains("company");
    }

    @Test
    void what_failed_or_is_not_there_yet_is_unknown_for_now_and_what_is_known_or_refused_is_not() {
        truth.put("known", "company");
        assertThat(lookup.isUnknownForNow("known")).as("before it is looked up").isTrue();
        assertThat(lookup.of("known")).contains("company");
        assertThat(lookup.isUnknownForNow("known")).isFalse();
        assertThat(lookup.of("task")).isEmpty();
        assertThat(lookup.isUnknownForNow("task")).as("a task may still come").isTrue();
        failure = new ConfigurationException("broken");
        assertThat(lookup.of("second")).isEmpty();
        assertThat(lookup.isUnknownForNow("second")).isTrue();
        failure = new KubernetesException(Reason.FORBIDDEN, 403, "no", null);
        clock.now = clock.now.plus(Lookup.PAUSE);
        assertThat(lookup.of("second")).isEmpty();
        assertThat(List.of("second", "third", "task")).noneMatch(lookup::isUnknownForNow);
        failure = null;
        clock.now = clock.now.plus(Lookup.UNKNOWN);
        assertThat(lookup.of("second")).isEmpty();
        assertThat(List.of("second", "third", "task")).allMatch(lookup::isUnknownForNow);
    }

    @Test
    void of_namespaces_each_is_refused_by_itself_and_one_without_a_label_is_not_unknown_for_now() {
        Lookup<String> namespaces =
                new Lookup<>("Tenants", "a test", this::ask, Lookup.Keys.APART, Duration.ZERO, clock);
        assertThat(namespaces.of("bare")).isEmpty();
        assertThat(namespaces.isUnknownForNow("bare")).isFalse();
        failure = new KubernetesException(Reason.FORBIDDEN, 403, "no", null);
        assertThat(namespaces.of("closed")).isEmpty();
        assertThat(namespaces.isUnknownForNow("closed")).isFalse();
        assertThat(namespaces.of("open")).isEmpty();
        assertThat(namespaces.isUnknownForNow("open")).as("it was not tried").isTrue();
        failure = new KubernetesException(Reason.UNREACHABLE, 0, "nobody answers", null);
        clock.now = clock.now.plus(Lookup.UNKNOWN);
        assertThat(namespaces.of("closed")).isEmpty();
        assertThat(List.of("closed", "bare")).allMatch(namespaces::isUnknownForNow);
    }

    @Test
    void while_look_ups_fail_nobody_waits_for_the_one_that_tries_again() throws Exception {
        truth.put("known", "company");
        assertThat(lookup.of("known")).contains("company");
        failure = new ConfigurationException("broken");
        assertThat(lookup.of("task")).isEmpty();
        clock.now = clock.now.plus(Lookup.PAUSE);
        asking = new CountDownLatch(1);
        answering = new CountDownLatch(1);
        failure = null;
        truth.put("task", "company");
        Thread trying = new Thread(() -> lookup.load(Set.of("task")));
        trying.start();
        asking.await();
        assertThat(lookup.of("known")).contains("company");
        assertThat(lookup.of("task")).isEmpty();
        answering.countDown();
        trying.join();
        assertThat(lookup.of("task")).contains("company");
        assertThat(asked).containsExactly("known", "task", "task");
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
