package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The model behind {@code docs/scaling.md}: what it makes is what a monitor makes. */
class ClusterDayTest {

    private static List<Event> day(long seed) {
        List<Event> events = new ArrayList<>();
        new ClusterDay("one", seed, events::add).run(40);
        return events;
    }

    @Test
    void events_are_of_their_schemas_each_once_and_the_same_for_the_same_seed() {
        List<Event> events = day(1);
        Set<Object> ids = new HashSet<>();
        assertThat(events)
                .hasSizeGreaterThan(1_000)
                .allSatisfy(PodLifeTest::assertFits)
                .allMatch(event -> ids.add(event.id()))
                .allMatch(event ->
                        !event.time().isBefore(ClusterDay.START) && event.time().isBefore(ClusterDay.END));
        assertThat(day(1)).isEqualTo(events);
        assertThat(day(2)).isNotEqualTo(events);
    }

    @Test
    void usage_of_the_events_is_the_time_in_which_pods_ran() {
        List<Event> events = new ArrayList<>();
        ClusterDay day = new ClusterDay("one", 3, events::add);
        day.run(40);
        // What runs over midnight is published after it, and what ran before was published with it.
        double used = events.stream()
                .filter(event -> event.data().containsKey("usage_end"))
                .mapToDouble(event -> Duration.between(
                                        later(event, "usage_start"),
                                        Instant.parse(
                                                String.valueOf(event.data().get("usage_end"))))
                                .toMillis()
                        / 1_000.0)
                .sum();
        assertThat(used).isBetween(day.runningSeconds() * 0.9, day.runningSeconds() * 1.0001);
        assertThat(events).extracting(Event::type).contains(PodEvents.STILL_RUNNING, PodEvents.DELETED);
    }

    private static Instant later(Event event, String name) {
        Instant time = Instant.parse(String.valueOf(event.data().get(name)));
        return time.isBefore(ClusterDay.START) ? ClusterDay.START : time;
    }
}
