package io.clearmladmin.k8s;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How long it takes from writing a pod's status to the handler's call, and of how many changes a second a watch notifies. */
final class WatchLatency {

    private static final int A_SECOND = 50;
    private static final int SECONDS = 30;
    private static final int WARM_UP = 250;
    private static final int EVENTS = 50_000;

    private WatchLatency() {}

    /** Arguments: none. */
    public static void main(String[] arguments) throws Exception {
        try (KubeApi api = KubeApi.start()) {
            latency(api);
        }
        for (int round = 0; round < 4; round++) {
            events();
        }
    }

    private static void latency(KubeApi api) throws Exception {
        PodLives pods = api.pods(api.namespace("latency"));
        for (int pod = 0; pod < A_SECOND; pod++) {
            pods.create(PodLives.taskId(pod));
        }
        int count = WARM_UP + A_SECOND * SECONDS;
        Map<Instant, Long> written = new ConcurrentHashMap<>();
        long[] took = new long[count];
        CountDownLatch delivered = new CountDownLatch(count);
        CountDownLatch begun = new CountDownLatch(1);
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        PodHandler handler = new Changes() {
            @Override
            public void onUpdate(TaskPod old, TaskPod now) {
                Instant started = now.status().started().orElse(Instant.EPOCH);
                Long begin = written.remove(started);
                if (begin != null) {
                    took[(int) Duration.between(first, started).toSeconds()] = System.nanoTime() - begin;
                    delivered.countDown();
                }
            }

            @Override
            public void relisted(Relist relist) {
                begun.countDown();
            }
        };
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
        try (Kubernetes kubernetes = api.connect();
                PodWatch watch = kubernetes.watch(handler).build()) {
            watch.start();
            begun.await();
            for (int change = 0; change < count; change++) {
                int number = change;
                var unused = clock.schedule(
                        () -> {
                            Instant mark = first.plusSeconds(number);
                            written.put(mark, System.nanoTime());
                            pods.running(PodLives.name(PodLives.taskId(number % A_SECOND)), mark);
                        },
                        change * 1_000L / A_SECOND,
                        TimeUnit.MILLISECONDS);
            }
            boolean all = delivered.await(2, TimeUnit.MINUTES);
            long[] sorted = Arrays.copyOfRange(took, WARM_UP, count);
            Arrays.sort(sorted);
            System.out.printf(
                    "status written to handler called, %d changes/s, %d changes%s: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                    A_SECOND,
                    sorted.length,
                    all ? "" : " (NOT ALL CAME)",
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        } finally {
            clock.shutdownNow();
        }
    }

    // From a server in the same process that has them all ready.
    private static void events() throws Exception {
        try (ScriptedApi api = ScriptedApi.start()) {
            api.create("a");
            String filler = ",\"managedFields\":[\"" + "x".repeat(5_000) + "\"]},\"spec\"";
            api.onWatch((request, out) -> {
                out.head(200);
                send(api, out, filler);
                return true;
            });
            AtomicInteger delivered = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(1);
            PodHandler handler = new Changes() {
                @Override
                public void onUpdate(TaskPod old, TaskPod now) {
                    if (delivered.incrementAndGet() == EVENTS) {
                        all.countDown();
                    }
                }
            };
            long begin = System.nanoTime();
            try (Kubernetes kubernetes = Kubernetes.builder().server(api.uri()).build();
                    PodWatch watch = kubernetes
                            .watch(handler)
                            .query(PodQuery.allNamespaces().withoutOldAgents())
                            .queue(EVENTS)
                            .build()) {
                watch.start();
                boolean whole = all.await(2, TimeUnit.MINUTES);
                System.out.printf(
                        "changes of 5.7 kB each through a watch: %,d/s%s%n",
                        delivered.get() * 1_000_000_000L / (System.nanoTime() - begin), whole ? "" : " (NOT ALL CAME)");
            }
        }
    }

    private static void send(ScriptedApi api, ScriptedApi.Out out, String filler) throws IOException {
        long version = api.version();
        StringBuilder some = new StringBuilder();
        for (int event = 1; event <= EVENTS; event++) {
            some.append(ScriptedApi.event(
                    "MODIFIED",
                    ScriptedApi.json("a", api.uid("a"), event % 2 == 0 ? "Pending" : "Running", version + event, 1)
                            .replace("},\"spec\"", filler)));
            if (event % 20 == 0) {
                out.chunk(some.toString());
                some.setLength(0);
            }
        }
        out.end();
    }

    /** Takes changes only. */
    abstract static class Changes implements PodHandler {

        @Override
        public void onAdd(TaskPod pod) {
            // Not measured.
        }

        @Override
        public void onUpdate(TaskPod old, TaskPod now) {
            // Not measured.
        }

        @Override
        public void onDelete(TaskPod last) {
            // Not measured.
        }
    }
}
