package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.KubernetesException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes sure that of several monitors one works: the one that holds a Lease ({@code coordination.k8s.io/v1}) of the cluster.
 *
 * <p>Another takes over at once when the holder is closed, and within the Lease's duration and one try when it has died. A
 * holder that cannot renew it has stopped before: it lets go after two thirds of the duration, also while a request hangs.
 * What that cannot exclude is a process that is halted and goes on later without checking the time; who must not be
 * doubled checks {@link #isHeld()} before each step.
 *
 * <p>It never gives up: who has lost the Lease tries to get it back, until it is closed. Needs the rights {@code get},
 * {@code create} and {@code update} on {@code leases}. Safe for many threads.
 */
public final class LeaderLease implements AutoCloseable {

    private final LeaseRunner threads;
    private final LeaderElection election;

    private LeaderLease(Builder settings) {
        this(
                new LeaderElection(
                        settings.store,
                        settings.identity,
                        settings.duration,
                        settings.duration.multipliedBy(2).dividedBy(3),
                        Clock.systemUTC(),
                        System::nanoTime),
                settings.retryEvery,
                settings.title);
    }

    private LeaderLease(LeaderElection election, Duration retryEvery, String title) {
        this.election = election;
        this.threads = new LeaseRunner(election, retryEvery, title);
    }

    /**
     * Notified when the Lease is acquired and lost. By one thread, whose time counts: it should start and stop things, not be
     * them. What it throws is logged, and the Lease is held or given back nevertheless. A {@link VirtualMachineError} other
     * than {@link StackOverflowError} ends the Lease: {@link #lost} comes, and it is given back; see
     * {@link LeaderLease#failure}.
     */
    public interface Holder {

        /** It is held from now on. */
        void acquired();

        /**
         * It is no longer held, or is about to be given back. What was begun has to end within a third of the Lease's
         * duration. Comes before the next {@link #acquired}, and when it is closed.
         */
        void lost();

        /** The cluster did not let it be read or written; it is tried again. Comes when the reason changes. */
        default void failed(KubernetesException failure) {}
    }

    /** Starts with a Lease of that name, which is made if it is not there. The caller closes the connection. */
    public static Builder builder(Kubernetes kubernetes, String namespace, String name) {
        Objects.requireNonNull(kubernetes, "kubernetes: must not be null");
        String title = Builder.name("namespace", namespace) + "/" + Builder.name("name", name);
        return new Builder(new KubernetesLeaseStore(kubernetes, namespace, name), title);
    }

    /**
     * Begins to try for it, on daemon threads of its own; returns at once.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start(Holder holder) {
        threads.start(Objects.requireNonNull(holder, "holder: must not be null"));
    }

    /** Whether it is held now, for sure, by the time that has passed. Never waits. */
    public boolean isHeld() {
        return election.isHeld();
    }

    /**
     * The {@link VirtualMachineError}, such as an {@link OutOfMemoryError}, that has ended it, and with which it was given
     * back; empty if none has.
     */
    public Optional<Throwable> failure() {
        return threads.failure();
    }

    /** Why it will never be held again, for people; empty if it may. */
    Optional<String> problem() {
        return failure().map(why -> "the Lease has ended: " + why);
    }

    /** Who had it when it was last seen; empty if nobody, or if it was not seen. */
    public Optional<String> holder() {
        return Optional.of(election.holder()).filter(name -> !name.isEmpty());
    }

    /**
     * Notifies the holder that it is lost, if it was held, then gives it back, and ends. Waits a minute at most. May be called
     * again.
     */
    @Override
    public void close() {
        threads.close();
    }

    /** Builds a {@link LeaderLease}. Not for use by several threads. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
        private static final Duration SHORTEST = Duration.ofSeconds(3);
        private static final Duration LONGEST = Duration.ofHours(1);

        private final LeaseStore store;
        private final String title;
        private String identity = unique(hostName());
        private Duration duration = Duration.ofSeconds(15);
        private Duration retryEvery = Duration.ofSeconds(2);

        Builder(LeaseStore store, String title) {
            this.store = store;
            this.title = title;
        }

        private static String name(String field, String value) {
            if (!NAME.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        field + ": must have lower-case letters, digits, '-' and '.' only, got '" + value + "'");
            }
            return value;
        }

        /** Who holds it, for people; a random part is added to distinguish two with the same name. The host if not said. */
        public Builder identity(String name) {
            if (name.isBlank() || name.length() > 128) {
                throw new IllegalArgumentException("identity: must have 1 to 128 characters, got '" + name + "'");
            }
            identity = unique(name);
            return this;
        }

        private static String unique(String name) {
            return name + "_" + UUID.randomUUID();
        }

        private static String hostName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException failure) {
                return "monitor";
            }
        }

        /** How long another waits for a holder that is silent; whole seconds, 15 if not said, 3 at least. */
        public Builder duration(Duration time) {
            if (time.compareTo(SHORTEST) < 0
                    || time.compareTo(LONGEST) > 0
                    || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
                throw new IllegalArgumentException("duration: must be whole seconds, 3 s to an hour, got " + time);
            }
            duration = time;
            return this;
        }

        /** How often it is renewed or tried for; 2 seconds if not said, a third of the duration at most. */
        public Builder retryEvery(Duration time) {
            if (time.compareTo(Duration.ofMillis(10)) < 0) {
                throw new IllegalArgumentException("retryEvery: must be at least 10 ms, got " + time);
            }
            retryEvery = time;
            return this;
        }

        /**
         * The Lease with these settings. Nothing is sent.
         *
         * @throws IllegalArgumentException if it would be renewed too seldom for its duration
         */
        public LeaderLease build() {
            if (retryEvery.multipliedBy(3).compareTo(duration) > 0) {
                throw new IllegalArgumentException(
                        "retryEvery: must be at most a third of the duration (" + duration + "), got " + retryEvery);
            }
            return new LeaderLease(this);
        }
    }
}
