package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.Waits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever blocks is back in time from an API server that answers nothing good, and names the cause. */
class BlackHolesTest {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final List<Event> EVENTS =
            List.of(new Event("source", Event.Kind.LIFECYCLE, "type", "tenant", "subject", Instant.EPOCH, Map.of()));

    @TempDir
    Path folder;

    private static ClearMl client(BlackHole.Place place) {
        return ClearMl.builder()
                .apiUrlUnchecked(place.url())
                .credentials("KEY", "SECRET")
                .callTimeout(BOUND)
                .attemptTimeout(Duration.ofMillis(700))
                .connectTimeout(Duration.ofMillis(500))
                .unreachableRetry(Duration.ofSeconds(1))
                .maxAttempts(2)
                .maxResponseBytes(1 << 20)
                .build();
    }

    /** Everything that waits for the server, by its name in the table. */
    private Map<String, Callable<?>> calls(BlackHole hole, ClearMl clearml) {
        EventSink sink = ApiServerSink.builder(clearml, Event::type).build();
        TenantFields fields = TenantFields.of(clearml, "tenant");
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        Callable<?> emit = () -> {
            sink.emit(EVENTS, BOUND);
            return "emitted";
        };
        calls.put("ApiServerSink.emit", emit);
        calls.put("EventSink.emit", emit);
        calls.put("EventSink.emitSnapshot", () -> {
            sink.emitSnapshot(EVENTS, BOUND);
            return "emitted";
        });
        // One each: of two calls of one journal the second waits for the first.
        for (String name : List.of("LocalJournal", "LifecycleJournal")) {
            LifecycleJournal journal = LocalJournal.open(folder.resolve(hole + "." + name), sink);
            journal.restore();
            calls.put(name + ".record", () -> {
                journal.record(EVENTS, BOUND);
                return "recorded";
            });
        }
        calls.put(
                "CompanyInventory.run",
                () -> CompanyInventory.builder(clearml, sink)
                        .source("source")
                        .build()
                        .run());
        calls.put("CompanyMonitor.check", () -> {
            try (LocalJournal own = LocalJournal.open(folder.resolve(hole + ".monitor"), sink)) {
                return CompanyMonitor.builder(clearml, own)
                        .source("source")
                        .build()
                        .check();
            }
        });
        calls.put("TenantFields.read", fields::read);
        calls.put("TenantFields.set", () -> fields.set(Map.of("a", 1)));
        calls.put("TenantFields.merge", () -> fields.merge(Map.of("a", 1)));
        return calls;
    }

    /** What waits for a file or for a thread of ours, while a call hangs. */
    private static Map<String, Callable<?>> others(Path folder) {
        EventSink stuck = new EventSink() {
            @Override
            public void emit(List<Event> events, Duration deadline) {
                LockSupport.parkNanos(deadline.toNanos());
            }

            @Override
            public void close() {}
        };
        Map<String, Callable<?>> others = new LinkedHashMap<>();
        for (String name : List.of("LocalJournal", "LifecycleJournal")) {
            LifecycleJournal journal = LocalJournal.open(folder.resolve(name), stuck);
            journal.restore();
            others.put(name + ".restore", () -> "back with " + journal.restore());
            others.put(name + ".forget", () -> {
                journal.forget(List.of("subject"), BOUND);
                return "back";
            });
            others.put(name + ".close", () -> {
                LocalJournal.open(folder.resolve(name + ".close"), stuck).close();
                return "back";
            });
        }
        others.put("Schedule.Runs.close", () -> {
            CountDownLatch isRunning = new CountDownLatch(1);
            Schedule.Runs runs = Schedule.of("* * * * *")
                    .by(Clock.offset(Clock.systemUTC(), Duration.ZERO))
                    .start(due -> isRunning.countDown(), failure -> {});
            runs.close(BOUND);
            return "back";
        });
        return others;
    }

    @Test
    void it_is_back_in_time_and_names_the_cause() throws InterruptedException {
        Waits waits = new Waits();
        List<AutoCloseable> opened = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        for (BlackHole hole : BlackHole.values()) {
            BlackHole.Place place = hole.open();
            ClearMl clearml = client(place);
            opened.addAll(List.of(clearml, place));
            calls(hole, clearml).forEach((name, call) -> {
                waits.begin(hole + ", " + name, BOUND, hole.cause(), call);
                tried.add(name);
            });
        }
        others(folder).forEach((name, call) -> {
            waits.begin(name, BOUND, "back", call);
            tried.add(name);
        });
        assertThat(waits.mistakes()).isEmpty();
        assertThat(tried).containsAll(PublicMethods.blocking());
        opened.forEach(each -> assertThat(each).satisfies(AutoCloseable::close));
    }
}
