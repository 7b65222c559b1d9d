package io.clearmladmin.k8s;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Watches many pods in a process of its own that has little memory: of the scripted server, or of a real one, which takes
 * minutes and gigabytes to have so many.
 */
final class WatchMemory {

    private static final int CHANGES = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long SOON_MINUTES = 10;

    private WatchMemory() {}

    /**
     * Arguments: how many pods (100,000), the heap (256m), {@code real} for a real server; or, in the child, where they are.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 3) {
            watch(arguments);
            return;
        }
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        String heap = arguments.length > 1 ? arguments[1] : "256m";
        if (arguments.length > 2) {
            real(count, heap);
        } else {
            scripted(count, heap);
        }
    }

    private static void real(int count, String heap) throws Exception {
        try (KubeApi api = KubeApi.start()) {
            create(api.pods(api.namespace("many")), count);
            PodLives few = api.pods(api.namespace("few"));
            String ca = api.caCertificate().toString();
            run(heap, List.of(api.server().toString(), ca, api.adminToken(), String.valueOf(count)), () -> {
                String task = PodLives.taskId(System.nanoTime());
                few.create(task);
                few.running(PodLives.name(task), Instant.parse("2026-11-21T10:00:00Z"));
                few.delete(PodLives.name(task));
            });
        }
    }

    private static void scripted(int count, String heap) throws Exception {
        try (ScriptedApi api = ScriptedApi.start()) {
            for (int pod = 0; pod < count; pod++) {
                api.create("clearml-id-" + PodLives.taskId(pod));
            }
            api.compact();
            AtomicInteger number = new AtomicInteger();
            run(heap, List.of(api.uri().toString(), "", "none", String.valueOf(count)), () -> {
                String name = "few-" + number.incrementAndGet();
                api.create(name);
                api.phase(name, "Running");
                api.delete(name);
                LockSupport.parkNanos(PAUSE.toNanos());
            });
        }
    }

    // Pods come, change and go until the child has seen enough.
    private static void run(String heap, List<String> arguments, Runnable change) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dtests.log=OFF",
                "-cp",
                System.getProperty("java.class.path"),
                WatchMemory.class.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (child.isAlive()) {
                change.run();
            }
        } finally {
            child.destroyForcibly();
        }
        if (child.exitValue() != 0) {
            throw new IllegalStateException("the watching process ended with " + child.exitValue());
        }
    }

    private static void create(PodLives pods, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int pod = thread; pod < count; pod += 8) {
                            pods.create(PodLives.taskId(pod));
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void watch(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[3]);
        AtomicInteger appeared = new AtomicInteger();
        CountDownLatch listed = new CountDownLatch(1);
        CountDownLatch changes = new CountDownLatch(CHANGES);
        PodHandler handler = new PodHandler() {
            @Override
            public void onAdd(TaskPod pod) {
                appeared.incrementAndGet();
            }

            @Override
            public void onUpdate(TaskPod old, TaskPod now) {
                changes.countDown();
            }

            @Override
            public void onDelete(TaskPod last) {
                changes.countDown();
            }

            @Override
            public void relisted(Relist relist) {
                listed.countDown();
            }
        };
        long begin = System.nanoTime();
        Kubernetes.Builder connection =
                Kubernetes.builder().server(URI.create(arguments[0])).token(arguments[2]);
        if (!arguments[1].isEmpty()) {
            connection.caCertificate(Path.of(arguments[1]));
        }
        try (Kubernetes kubernetes = connection.build();
                PodWatch watch = kubernetes
                        .watch(handler)
                        .query(PodQuery.allNamespaces().withoutOldAgents())
                        // The whole list is read again beside the watch, all the time.
                        .checkInterval(Duration.ofSeconds(1))
                        .build()) {
            watch.start();
            if (!listed.await(SOON_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not listed: " + watch.problem());
            }
            System.out.printf("%,d pods listed after %.1f s%n", appeared.get(), (System.nanoTime() - begin) / 1e9);
            if (!changes.await(SOON_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not all changes came: " + watch.problem());
            }
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(
                    "after %,d changes, with lists read beside: %,d pods known, %s, heap in use %d MB = %d bytes a pod, at most -Xmx %d MB%n",
                    CHANGES,
                    watch.snapshot().size(),
                    watch.isHealthy() ? "healthy" : watch.problem().orElse(""),
                    used >> 20,
                    used / count,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }
}
