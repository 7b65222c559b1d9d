package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.ApiNodes.NodeChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the nodes, and knows what their labels say, also for a day after a node was deleted. It recovers by itself, as a
 * {@link PodWatch} does. Needs the right to get, list and watch nodes, by a ClusterRole; without it, it knows nothing, logs
 * that once, and tries again.
 *
 * <p>Nothing of a node is kept but its name and its {@link NodeLabels}: of 20,000 nodes, and 10,000 deleted ones, at most. Safe
 * for use by several threads; its own is a daemon.
 */
public final class NodeWatch implements AutoCloseable {

    // Nodes are labelled before pods come to them, and seldom afterwards.
    private static final Duration WATCH_TIME = Duration.ofSeconds(30);
    private static final Duration LIST_SILENCE = Duration.ofSeconds(15);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final long LAST_MILLIS = 1_000;
    private static final int REFUSALS_BEFORE_LIST = 3;
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

    private final ApiNodes api;
    private final NodeStore nodes;
    private final Clock clock;
    private final Duration watchTime;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final CountDownLatch closing = new CountDownLatch(1);
    // Open until the first list is known, or refused.
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread = Threads.repeating("clearml-node-watch", this::turn, this::ended);

    // The thread's own: from where to go on; null where the list is to be read.
    private @Nullable String position;

    private volatile @Nullable Instant lastSync;
    private volatile String problem = "the nodes are not listed yet";
    private @Nullable WatchStream<NodeChange> current;

    NodeWatch(ApiServer server) {
        this(server, Clock.systemUTC(), WATCH_TIME);
    }

    // With how long one watch lasts; for tests.
    NodeWatch(ApiServer server, Clock clock, Duration watchTime) {
        this.api = new ApiNodes(server, LIST_SILENCE);
        this.nodes = new NodeStore(clock);
        this.clock = clock;
        this.watchTime = watchTime;
    }

    /**
     * Begins, and returns at once.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /** Waits until all nodes are known, but no longer than this, nor once the server has refused to list them. */
    public boolean awaitFirstSync(Duration time) throws InterruptedException {
        boolean unused = first.await(time.toNanos(), TimeUnit.NANOSECONDS);
        return lastSync != null;
    }

    /** What the labels of the node say, or said before it was deleted; empty if it is not known. */
    public Optional<NodeLabels> labels(String node) {
        return nodes.of(node);
    }

    /**
     * The last instant at which the server confirmed that the nodes are as known here: by a list, a change, a bookmark, or by
     * ending a watch in its time. Empty before the first list.
     */
    public Optional<Instant> lastSync() {
        return Optional.ofNullable(lastSync);
    }

    /** Why the nodes are not watched just now, such as the right that is missing, for people; empty if they are. */
    public Optional<String> problem() {
        String now = problem;
        return now.isEmpty() ? Optional.empty() : Optional.of(now);
    }

    /** Ends it. What is known stays known. May be called again. */
    @Override
    public void close() {
        closing.countDown();
        first.countDown();
        end(stream());
        thread.interrupt();
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turn() {
        if (isClosing()) {
            return false;
        }
        try {
            // What is called is the client's code.
            Foreign.run("the nodes' watch", this::follow);
        } catch (RuntimeException failure) {
            failed(new WatchFailure(0, failure.toString(), failure));
        }
        return true;
    }

    private void ended(Throwable why) {
        problem = "the nodes' watch has ended: " + why;
        first.countDown();
    }

    private void follow() {
        try {
            String from = position;
            follow(from == null ? list() : from);
        } catch (KubernetesException failure) {
            failed(WatchFailure.of(failure));
        } catch (WatchFailure failure) {
            failed(failure);
        }
    }

    private String list() {
        Instant begin = clock.instant();
        Set<String> listed = new HashSet<>();
        String version = api.list(node -> {
            nodes.put(node);
            listed.add(node.name());
        });
        nodes.keepOnly(listed);
        boolean isFirst = lastSync == null;
        position = version;
        well(begin);
        first.countDown();
        if (isFirst) {
            LOG.info("Watching {} nodes", nodes.size());
        }
        return version;
    }

    private void follow(String from) throws WatchFailure {
        long begin = System.nanoTime();
        boolean isNews = false;
        try (WatchStream<NodeChange> stream = api.watch(from, watchTime)) {
            opened(stream);
            for (NodeChange change = stream.next(); change != null && !isClosing(); change = stream.next()) {
                take(change);
                isNews = true;
            }
        } finally {
            opened(null);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (!isNews && took.compareTo(AT_ONCE) < 0 && !isClosing()) {
            throw new WatchFailure("the server ended the watch after " + took.toMillis() + " ms, without a word");
        }
        well(clock.instant());
    }

    private void take(NodeChange change) {
        if (change.isDeleted()) {
            nodes.remove(change.node().name());
        } else if (!change.isBookmark()) {
            nodes.put(change.node());
        }
        position = change.node().version();
        well(clock.instant());
    }

    private void well(Instant at) {
        if (backoff.failures() > 0) {
            backoff.succeeded();
            LOG.info("Watching nodes again");
        }
        problem = "";
        lastSync = at;
    }

    private void failed(WatchFailure failure) {
        if (isClosing()) {
            return;
        }
        Duration pause = backoff.failed();
        if (failure.isExpired() || (failure.isAnswer() && backoff.failures() % REFUSALS_BEFORE_LIST == 0)) {
            position = null;
        }
        problem = "nodes: " + failure.getMessage();
        if (backoff.failures() > 1) {
            LOG.debug("Nodes are still not watched: {}", failure.getMessage());
        } else if (failure.isRefusal()) {
            LOG.warn(
                    "Nodes may not be read, and nothing is known of them; needed: get, list and watch of nodes, by a"
                            + " ClusterRole: {}",
                    failure.getMessage());
        } else {
            LOG.warn("Nodes are not watched for now: {}", failure.getMessage());
        }
        if (failure.isRefusal()) {
            first.countDown();
        }
        try {
            boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            LOG.debug("Interrupted by close");
        }
    }

    private synchronized @Nullable WatchStream<NodeChange> stream() {
        return current;
    }

    private void opened(@Nullable WatchStream<NodeChange> stream) {
        synchronized (this) {
            current = stream;
        }
        if (isClosing()) {
            end(stream);
        }
    }

    private static void end(@Nullable WatchStream<NodeChange> stream) {
        if (stream != null) {
            stream.close();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
