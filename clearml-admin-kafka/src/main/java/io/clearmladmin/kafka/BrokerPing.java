package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka whether it answers, over a connection that stays open. Needs no right but the login. After a failure it logs in anew,
 * with the settings as they are then. One thread at a time; others wait.
 */
public final class BrokerPing implements AutoCloseable {

    private final Supplier<KafkaSettings> settings;
    private final Duration time;
    private @Nullable Opened<Admin> open;
    private boolean isClosed;

    private BrokerPing(Supplier<KafkaSettings> settings, Duration time) {
        this.settings = settings;
        this.time = time;
    }

    /** Opens nothing yet. Each question waits so long for its answer, and three seconds more at most for why there is none. */
    public static BrokerPing of(Supplier<KafkaSettings> settings, Duration time) {
        return new BrokerPing(Objects.requireNonNull(settings, "settings"), Deadline.checked(time));
    }

    /**
     * Returns when a broker has answered.
     *
     * @throws KafkaFailureException if none has in time, with the reason
     * @throws IllegalStateException if it is closed
     */
    public synchronized void ask() {
        if (isClosed) {
            throw new IllegalStateException("this ping is closed");
        }
        KafkaSettings now = settings.get();
        boolean isAnswered = false;
        try {
            if (open == null) {
                open = Clients.admin(now, ClientProperties.admin(now, time));
            }
            var unused = TopicFacts.await(open.client().describeCluster().nodes(), Deadline.in(time));
            isAnswered = true;
        } catch (ExecutionException | TimeoutException failure) {
            throw ConnectFailures.failure(now, "Asking whether Kafka answers", failure);
        } finally {
            if (!isAnswered) {
                disconnect();
            }
        }
    }

    private void disconnect() {
        Opened<Admin> admin = open;
        open = null;
        if (admin != null) {
            admin.close();
        }
    }

    /** Ends it. May be called again. */
    @Override
    public synchronized void close() {
        isClosed = true;
        disconnect();
    }
}
