package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Threads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of Kafka's that is closed within a bound. Its own close has none that holds: it waits for brokers that do not answer
 * and for callbacks that do not return, and leaves half of its work undone in a thread that is interrupted. So a thread of its
 * own closes it, and is waited for no longer than was said.
 */
final class Opened<C> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);
    // What a client takes to end its threads when it waits for nothing.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final C client;
    private final KafkaSettings settings;
    private final Consumer<Duration> closing;

    Opened(C client, KafkaSettings settings, Consumer<Duration> closing) {
        this.client = client;
        this.settings = settings;
        this.closing = closing;
    }

    C client() {
        return client;
    }

    /** Closes it without waiting for what it has in flight. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Closes it in the background, and gives what it has in flight so long. */
    Thread closeLater(Duration time) {
        Thread thread = Threads.once("clearml-kafka-close", () -> {
            try {
                closing.accept(time);
            } catch (KafkaException failure) {
                LOG.debug("A client of Kafka's was not closed cleanly", Failures.cause(settings, failure));
            }
        });
        thread.start();
        return thread;
    }

    /**
     * Gives what it has in flight so long, and returns a second later at most. An interrupt that comes meanwhile ends the waiting
     * for it, one from before does not; the thread's interrupt flag is kept.
     */
    void close(Duration time) {
        Thread thread = closeLater(time);
        boolean wasInterrupted = Thread.interrupted();
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, time.plus(GRACE).toNanos());
        } catch (InterruptedException failure) {
            wasInterrupted = true;
        }
        if (thread.isAlive()) {
            LOG.warn("A client of Kafka's was not closed within {}, and is left to itself", time.plus(GRACE));
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
