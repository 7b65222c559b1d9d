package io.clearmladmin.emitters;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.Schedule;
import io.clearmladmin.micrometer.EventMeters;
import io.clearmladmin.micrometer.RunMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an inventory once, or by a schedule until the program is stopped. */
final class Inventory {

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Emitter emitter;
    private final String name;
    private final String subject;
    private final Work work;
    private final EventMeters events;
    private final RunMeters runs;

    /** The work of an inventory: it publishes to this sink. */
    interface Work {
        Outcome run(Instant start, EventSink sink);
    }

    /** The outcome of a run: whether everything was published, and a text for the log. */
    record Outcome(boolean isComplete, String text) {}

    /**
     * An inventory.
     *
     * @param subject what its sink is named after
     */
    Inventory(Emitter emitter, String name, String subject, Work work) {
        this.emitter = emitter;
        this.name = name;
        this.subject = subject;
        this.work = work;
        MeterRegistry registry = emitter.operations().metrics();
        Tag tag = Tag.of("emitter", name);
        events = EventMeters.in(registry, tag);
        runs = RunMeters.in(registry, tag);
        // Its counters are there before the first run.
        var unused = events.sink(new Silence());
    }

    ExitCode run() {
        emitter.operations().health(name, Optional::empty);
        return emitter.schedule().map(this::runOnSchedule).orElseGet(this::runOnce);
    }

    private ExitCode runOnce() {
        boolean[] isComplete = new boolean[1];
        emitter.stop().interrupting(() -> isComplete[0] = publish(Instant.now()));
        return isComplete[0] ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private ExitCode runOnSchedule(String expression) {
        Schedule schedule = Schedule.of(expression);
        try (Schedule.Runs scheduled =
                schedule.start(start -> emitter.stop().interrupting(() -> publish(start)), this::failed)) {
            LOG.info("{} is scheduled by {}; next run at {}", name, schedule, scheduled.next());
            while (!emitter.stop().await(POLL_INTERVAL)) {
                if (scheduled.failure().isPresent()) {
                    return ExitCode.OUT_OF_MEMORY;
                }
            }
            scheduled.close(CLOSE_TIMEOUT);
        }
        return ExitCode.DONE;
    }

    private boolean publish(Instant start) {
        Outcome outcome = runs.run(() -> publishTo(start), Outcome::isComplete);
        String text = outcome.text().strip();
        if (outcome.isComplete()) {
            LOG.info("{}", text);
        } else {
            LOG.error("{}", text);
        }
        return outcome.isComplete();
    }

    // Of each run its own sink, which logs in with what the files hold by then.
    private Outcome publishTo(Instant start) {
        try (EventSink sink = events.sink(emitter.connections().events().sink(subject))) {
            return work.run(start, sink);
        }
    }

    private void failed(RuntimeException failure) {
        String text = "{} failed and runs again at its next time: {}";
        if (failure instanceof ClearMlException) {
            // Its message says what to do; a stack trace would only hide that.
            LOG.error(text, name, failure.getMessage());
        } else {
            LOG.error(text, name, failure.getMessage(), failure);
        }
    }
}
