package io.clearmladmin.events;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether something that events depend on answers: asks it every few seconds, by a daemon thread of its own, and remembers
 * when it last answered. A monitor without changes would not notice that Kafka is away.
 *
 * <pre>{@code
 * try (HealthProbe probe = HealthProbe.builder("Kafka", ping::ask).build()) {
 *     probe.start();
 *     Optional<String> problem = probe.problem();
 * }
 * }</pre>
 *
 * <p>That it stops answering, and that it answers again, is logged once each. Safe for use by many threads.
 */
public final class HealthProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthProbe.class);

    private final String name;
    private final Question question;
    private final Duration every;
    private final Duration staleAfter;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    // Guarded by this.
    private @Nullable Instant lastAnswer;
    private String lastFailure = "";
    private @Nullable Throwable ended;

    private HealthProbe(Builder settings) {
        this.name = settings.name;
        this.question = settings.question;
        this.every = settings.every;
        this.staleAfter = settings.staleAfter;
        this.clock = settings.clock;
        this.thread = Threads.repeating("clearml-health", this::turn, this::ended);
    }

    /** Asks once, and returns when it was answered; throws why it was not. */
    @FunctionalInterface
    public interface Question {

        /** Blocks, for a time that it bounds itself. */
        void ask() throws Exception;
    }

    /** A builder of a probe of what has this name, for people. */
    public static Builder builder(String name, Question question) {
        return new Builder(name, question);
    }

    /** What is asked, for people. */
    public String name() {
        return name;
    }

    /**
     * Begins to ask, and returns at once.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    private boolean turn() throws InterruptedException {
        Optional<String> failure = failure();
        // An interrupt by close() is no answer.
        if (closing.getCount() == 0) {
            return false;
        }
        answered(failure.orElse(""));
        return !closing.await(every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Optional<String> failure() {
        try {
            Foreign.run(name, question::ask);
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of(SafeText.line(String.valueOf(failure.getMessage())));
        }
    }

    private synchronized void answered(String failure) {
        if (failure.isEmpty()) {
            lastAnswer = clock.instant();
            if (!lastFailure.isEmpty()) {
                LOG.info("{} answers again", name);
            }
        } else if (lastFailure.isEmpty()) {
            LOG.warn("{} does not answer: {}", name, failure);
        }
        lastFailure = failure;
    }

    private synchronized void ended(Throwable why) {
        ended = why;
    }

    /** When it last answered; empty if it never has. */
    public synchronized Optional<Instant> lastAnswer() {
        return Optional.ofNullable(lastAnswer);
    }

    /** Why it cannot be relied on, for people: its last answer is older than the bound. Empty if it can. */
    public synchronized Optional<String> problem() {
        if (ended != null) {
            return Optional.of("nobody asks any more: " + ended);
        }
        Instant last = lastAnswer;
        if (last == null) {
            return Optional.of("has not answered yet" + because());
        }
        Duration age = Duration.between(last, clock.instant());
        return age.compareTo(staleAfter) <= 0
                ? Optional.empty()
                : Optional.of("last answered " + age.toSeconds() + " s ago" + because());
    }

    private String because() {
        return lastFailure.isEmpty() ? "" : ": " + lastFailure;
    }

    /** Ends it; what it asks just now is not waited for. May be called again. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    /** Builds a {@link HealthProbe}. Not for use by several threads. */
    public static final class Builder {

        private final String name;
        private final Question question;
        private Duration every = Duration.ofSeconds(5);
        private Duration staleAfter = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();

        private Builder(String name, Question question) {
            this.name = Check.text("name", name);
            this.question = Objects.requireNonNull(question, "question");
        }

        /** The pause between an answer and the next question; 5 seconds by default. */
        public Builder every(Duration time) {
            every = Check.wait("every", time);
            return this;
        }

        /** How old the last answer may be; 30 seconds by default. */
        public Builder staleAfter(Duration time) {
            staleAfter = Check.wait("staleAfter", time);
            return this;
        }

        /** The clock that gives the answers' times; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The probe as configured so far. Nothing is asked before {@link HealthProbe#start()}. */
        public HealthProbe build() {
            return new HealthProbe(this);
        }
    }
}
