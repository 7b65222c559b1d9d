package io.clearmladmin.k8s;

import io.clearmladmin.k8s.Relist.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of a watch of a scripted server, which has two pods at the beginning, and the story that the watch gives a handler. */
abstract class ScriptedWatch {

    static final Duration SOON = Duration.ofSeconds(30);

    final Story story = new Story();
    ScriptedApi api;
    Kubernetes kubernetes;
    PodWatch watch;

    @BeforeEach
    void begin() throws Exception {
        api = ScriptedApi.start();
        kubernetes = Kubernetes.builder().server(api.uri()).build();
        watch = builder().build();
        api.create("a");
        api.create("b");
    }

    @AfterEach
    void end() throws Exception {
        watch.close();
        kubernetes.close();
        api.close();
    }

    PodWatch.Builder builder() {
        return builder(story);
    }

    PodWatch.Builder builder(PodHandler handler) {
        return kubernetes
                .watch(handler)
                .query(PodQuery.allNamespaces().withoutOldAgents())
                .watchTime(Duration.ofSeconds(2));
    }

    void watching() {
        watch = builder().build();
        watch.start();
        Story.await(() -> story.reasons().contains(Reason.START), SOON, () -> "not started: " + watch.problem());
        // A fault that is put in line now must wait for the watch after this one: cut off together with this one it is
        // not seen.
        Story.await(() -> api.requests().stream().anyMatch(ScriptedApi.Request::isWatch), SOON, () -> "not watched");
    }

    static boolean refuse(ScriptedApi.Out out, int code, String reason) throws IOException {
        out.whole(code, ScriptedApi.status(code, reason));
        return true;
    }

    static boolean hang(ScriptedApi.Out out) throws IOException {
        out.hang();
        return true;
    }

    static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
