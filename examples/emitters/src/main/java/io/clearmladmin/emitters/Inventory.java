package io.clearmladmin.emitters;

import io.clearmladmin.events.Schedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an inventory once, or by {@code CLEARML_EVENTS_SCHEDULE} until the emitter is stopped. */
final class Inventory {

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);
    private static final Duration MAX_WAIT = Duration.ofDays(365);

    private final Emitter emitter;
    private final Function<Instant, Outcome> work;
    private final Counter published;
    private final Counter failed;
    private final AtomicLong lastWhole = new AtomicLong();

    /** The outcome of a run: how many events were published, whether that is all, and a text for the log. */
    record Outcome(int published, boolean isComplete, String text) {}

    Inventory(Emitter emitter, Function<Instant, Outcome> work) {
        this.emitter = emitter;
        this.work = work;
        MeterRegistry metrics = emitter.operations().metrics();
        published = metrics.counter("clearml.events.published");
        failed = metrics.counter("clearml.inventory.failed");
        var unused = metrics.gauge("clearml.inventory.last.whole.seconds", lastWhole);
    }

    ExitCode run() {
        emitter.operations().ready(() -> true);
        return emitter.environment()
                .text("CLEARML_EVENTS_SCHEDULE")
                .map(this::runOnSchedule)
                .orElseGet(this::runOnce);
    }

    private ExitCode runOnce() {
        return publish(Instant.now()) ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private ExitCode runOnSchedule(String expression) {
        Schedule schedule = Schedule.of(expression);
        try (Schedule.Runs runs = schedule.start(this::publish, this::failed)) {
            LOG.info("scheduled by {}; next run at {}", schedule, runs.next());
            boolean unused = emitter.stop().await(MAX_WAIT);
        }
        return ExitCode.DONE;
    }

    private boolean publish(Instant start) {
        Outcome outcome = work.apply(start);
        published.increment(outcome.published());
        if (outcome.isComplete()) {
            lastWhole.set(start.getEpochSecond());
            LOG.info("{}", outcome.text());
        } else {
            failed.increment();
            LOG.error("{}", outcome.text());
        }
        return outcome.isComplete();
    }

    private void failed(RuntimeException failure) {
        failed.increment();
        LOG.error("the inventory failed and runs again at its next time: {}", failure.getMessage(), failure);
    }
}
