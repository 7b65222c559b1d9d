package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.ForeignToCalls.SOON;
import static io.clearmladmin.k8s.events.ForeignToCalls.events;
import static io.clearmladmin.k8s.events.PodMonitorTest.ofPods;
import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.HealthProbe;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.events.Schedule;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.internal.threads.ForeignCodeException;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What code of a user does to monitors, their Leases, journals and schedules. */
final class ForeignToMonitors {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private ForeignToMonitors() {}

    static LeaderLease lease(LeaseInMemory store) {
        return new LeaderLease.Builder(store, "test/lease")
                .duration(Duration.ofSeconds(3))
                .retryEvery(Duration.ofMillis(10))
                .build();
    }

    private static void end(LeaderLease lease) {
        lease.close();
    }

    private record Heard(BlockingQueue<String> news, Boom boom) implements LeaderLease.Holder {

        @Override
        public void acquired() {
            news.add("acquired");
            boom.now();
        }

        @Override
        public void lost() {
            news.add("lost");
        }
    }

    static void holder(Boom boom) throws Exception {
        LeaseInMemory store = new LeaseInMemory(() -> {});
        Heard heard = new Heard(new LinkedBlockingQueue<>(), boom);
        try (LeaderLease first = lease(store);
                LeaderLease second = lease(store)) {
            first.start(heard);
            assertThat(heard.news().poll(10, TimeUnit.SECONDS)).isEqualTo("acquired");
            if (boom.isFatal()) {
                assertThat(heard.news().poll(10, TimeUnit.SECONDS)).isEqualTo("lost");
                assertThat(first.failure()).contains(boom.what());
                assertThat(first.problem().orElseThrow()).contains("OutOfMemoryError");
                until("it is given back", () -> store.holder().isEmpty());
            } else {
                PodMonitorTest.pause(50);
                assertThat(first.isHeld()).isTrue();
                assertThat(first.failure()).isEmpty();
                end(first);
                assertThat(heard.news().poll(10, TimeUnit.SECONDS)).isEqualTo("lost");
            }
            second.start(heard);
            until("another takes over", second::isHeld);
        }
    }

    static void leaseStore(Boom boom) throws Exception {
        LeaseInMemory store = new LeaseInMemory(boom::now);
        Heard heard = new Heard(new LinkedBlockingQueue<>(), new Boom(boom.what(), 0));
        try (LeaderLease lease = lease(store)) {
            lease.start(heard);
            if (boom.isFatal()) {
                until("it ends", () -> lease.failure().isPresent());
                assertThat(lease.isHeld()).isFalse();
            } else {
                assertThat(heard.news().poll(10, TimeUnit.SECONDS)).isEqualTo("acquired");
            }
        }
        assertThat(store.holder()).isEmpty();
    }

    static void journal(Boom boom) {
        BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        InMemoryJournal journal = new InMemoryJournal();
        monitor(boom, new CallingJournal(journal, boom::now), journal, failures::add);
        if (!boom.isFatal()) {
            RuntimeException failure = failures.remove();
            assertThat(failure instanceof ForeignCodeException ? failure.getCause() : failure)
                    .isSameAs(boom.what());
        }
    }

    static void onFailure(Boom boom) {
        Boom once = new Boom(new IllegalStateException("the journal's"), 1);
        InMemoryJournal journal = new InMemoryJournal();
        monitor(boom, new CallingJournal(journal, once::now), journal, failure -> boom.now());
    }

    private static void monitor(
            Boom boom, LifecycleJournal given, InMemoryJournal journal, Consumer<RuntimeException> listener) {
        LeaseInMemory store = new LeaseInMemory(() -> {});
        PodsInMemory pods = new PodsInMemory();
        pods.put(SomePods.pod("a", State.RUNNING, 0));
        try (PodMonitor monitor = new PodMonitor.Builder(given, pods)
                .source(UUID)
                .onFailure(listener)
                .lease(lease(store))
                .build()) {
            monitor.start();
            if (boom.isFatal()) {
                until("it ends", () -> monitor.failure().isPresent());
                assertThat(monitor.failure()).contains(boom.what());
                assertThat(monitor.problem().orElseThrow()).contains("the monitor has ended: Java heap space");
                until("the Lease is given back", () -> store.holder().isEmpty());
            } else {
                until("the pod is published", () -> ofPods(journal.published()).size() == 1);
                pods.put(SomePods.pod("b", State.RUNNING, 0));
                until("the next is, too", () -> ofPods(journal.published()).size() == 2);
                assertThat(monitor.problem()).isEmpty();
            }
        }
        assertThat(store.holder()).isEmpty();
    }

    static void sinkOfJournal(Boom boom) throws Exception {
        InMemoryEventSink sink = new InMemoryEventSink();
        Path folder = Files.createTempDirectory("journal");
        try (LocalJournal journal = LocalJournal.open(folder.resolve("journal"), new ThrowingSink(sink, boom))) {
            journal.restore();
            assertThatThrownBy(() -> journal.record(events(3), SOON))
                    .isInstanceOfAny(EventsNotEmittedException.class, OutOfMemoryError.class);
            journal.restore();
            journal.record(events(3), SOON);
            assertThat(sink.events()).containsExactlyElementsOf(events(3));
        } finally {
            Files.deleteIfExists(folder.resolve("journal"));
            Files.deleteIfExists(folder);
        }
    }

    static void schedule(Boom boom) throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-11-21T09:00:30Z"));
        BlockingQueue<Instant> runs = new LinkedBlockingQueue<>();
        BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        Boom ofListener = new Boom(boom.isFatal() ? new AssertionError("the listener's") : boom.what(), 1);
        try (Schedule.Runs schedule = Schedule.of("* * * * *")
                .by(clock)
                .start(
                        due -> {
                            runs.add(due);
                            boom.now();
                        },
                        failure -> {
                            failures.add(failure);
                            ofListener.now();
                        })) {
            for (int run = 1; run <= (boom.isFatal() ? 1 : 3); run++) {
                clock.forward(Duration.ofMinutes(1));
                schedule.wake();
                assertThat(runs.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            RuntimeException failure = failures.poll(10, TimeUnit.SECONDS);
            assertThat(failure).isNotNull();
            assertThat(failure.getCause() == null ? failure : failure.getCause())
                    .isSameAs(boom.what());
            assertThat(schedule.failure().isPresent()).isEqualTo(boom.isFatal());
            assertThat(failures).isEmpty();
        }
    }

    static void probe(Boom boom) {
        try (HealthProbe probe = HealthProbe.builder("what it asks", boom::now)
                .every(Duration.ofMillis(10))
                .build()) {
            probe.start();
            if (boom.isFatal()) {
                until(
                        "nobody asks any more",
                        () -> probe.problem()
                                .filter(problem -> problem.contains(boom.what().toString()))
                                .isPresent());
            } else {
                until("it was asked again", () -> probe.lastAnswer().isPresent());
                assertThat(probe.problem()).isEmpty();
            }
        }
    }
}
