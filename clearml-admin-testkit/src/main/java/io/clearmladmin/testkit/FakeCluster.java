package io.clearmladmin.testkit;

import io.clearmladmin.testkit.cluster.PodServer;
import io.clearmladmin.testkit.cluster.Pods;
import java.time.Clock;

/**
 * A Kubernetes API server in the test's own process that knows task pods, and its own id: they are listed, got and watched over
 * real HTTP on a loopback port, without a login. They do what the test sets.
 *
 * <pre>{@code
 * try (FakeCluster cluster = FakeCluster.start();
 *         Kubernetes kubernetes = Kubernetes.builder().server(URI.create(cluster.url())).build()) {
 *     FakeTaskPod pod = cluster.pod("team-a", taskId).create();
 *     pod.run();
 *     pod.succeed();
 *     pod.delete();
 * }
 * }</pre>
 *
 * <p>Lists come in one page, times are whole seconds, and the last 10,000 changes can be watched. Safe for use by many threads.
 */
public final class FakeCluster implements AutoCloseable {

    private final Pods pods = new Pods();
    private final PodServer server = new PodServer(pods);
    private final Clock clock;

    private FakeCluster(Clock clock) {
        this.clock = clock;
    }

    /** Starts a cluster without pods. */
    public static FakeCluster start() {
        return start(Clock.systemUTC());
    }

    /** Starts a cluster without pods, whose pods take their times from this clock. */
    public static FakeCluster start(Clock clock) {
        return new FakeCluster(clock);
    }

    /** The API server's address. */
    public String url() {
        return server.url();
    }

    /** A kubeconfig of one context, for a program that is started with it; it needs no login. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                current-context: fake
                """.formatted(url());
    }

    /** A pod to be created as an agent would for this task. */
    public FakeTaskPod.Builder pod(String namespace, String taskId) {
        return new FakeTaskPod.Builder(pods, clock, namespace, taskId);
    }

    /** Forgets what changed until now: a watch that goes on from an older version gets 410. */
    public void compact() {
        pods.compact();
    }

    /** Ends all watches at once, without a word. */
    public void endWatches() {
        server.endWatches();
    }

    /** Answers every request with this status, such as 403 or 503, until {@link #recover()}; ends all watches. */
    public void refuse(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: must be from 400 to 599, got " + status);
        }
        server.refuse(status);
    }

    /** Answers again. */
    public void recover() {
        server.refuse(0);
    }

    @Override
    public void close() {
        server.close();
    }
}
