package io.clearmladmin.k8s;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How long the list of many task pods takes, beside fabric8's own typed list in pages of the same size, in turns in one JVM; what
 * is retained of it; and whether it works with a heap of 64 MB. Server and client share the machine.
 */
final class ListThroughput {

    private static final int PODS = Integer.getInteger("pods", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);

    private ListThroughput() {}

    /** Without arguments everything; with a kubeconfig, one list, in a JVM of its own. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            listOnce(Path.of(arguments[0]));
            return;
        }
        try (KubeApi api = KubeApi.start()) {
            create(api);
            inTurns(api);
            withSmallHeap(api);
        }
    }

    private static void create(KubeApi api) throws Exception {
        PodLives lives = api.pods(api.namespace("throughput"));
        List<EnvVar> environment = IntStream.range(0, 25)
                .mapToObj(number -> new EnvVarBuilder()
                        .withName("SOME_SETTING_" + number)
                        .withValue("a value of a length as they have it, " + number)
                        .build())
                .toList();
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        long begin = System.nanoTime();
        ForkJoinPool pool = new ForkJoinPool(8);
        pool.submit(() -> LongStream.range(0, PODS).parallel().forEach(number -> {
                    String task = PodLives.taskId(number);
                    lives.create(task, pod -> withEnvironment(pod, environment));
                    lives.running(PodLives.name(task), start.plusSeconds(number));
                }))
                .get();
        pool.shutdown();
        System.out.printf("%,d pods made in %,d ms%n", PODS, millis(begin));
    }

    private static PodBuilder withEnvironment(PodBuilder pod, List<EnvVar> environment) {
        return pod.editSpec()
                .withNodeName("node-1")
                .editFirstContainer()
                .addAllToEnv(environment)
                .endContainer()
                .endSpec();
    }

    private static void inTurns(KubeApi api) {
        long[] typed = new long[ROUNDS];
        long[] ours = new long[ROUNDS];
        try (Kubernetes kubernetes = api.connect()) {
            for (int round = -2; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                int typedPods = typed(api.admin()).size();
                long typedMillis = millis(begin);
                begin = System.nanoTime();
                int ourPods = list(kubernetes).pods().size();
                long ourMillis = millis(begin);
                if (typedPods != PODS || ourPods != PODS) {
                    throw new IllegalStateException(typedPods + ", " + ourPods);
                }
                if (round >= 0) {
                    typed[round] = typedMillis;
                    ours[round] = ourMillis;
                    System.out.printf("fabric8 %,6d ms   Pods.list %,6d ms%n", typedMillis, ourMillis);
                }
            }
            double[] ratios = IntStream.range(0, ROUNDS)
                    .mapToDouble(round -> (double) ours[round] / typed[round])
                    .sorted()
                    .toArray();
            Arrays.sort(typed);
            Arrays.sort(ours);
            System.out.printf(
                    "medians: fabric8 %,d ms, Pods.list %,d ms; ratio of the medians %.2f, median of the ratios %.2f%n",
                    typed[ROUNDS / 2],
                    ours[ROUNDS / 2],
                    (double) ours[ROUNDS / 2] / typed[ROUNDS / 2],
                    ratios[ROUNDS / 2]);
            long before = used();
            io.clearmladmin.k8s.PodList held = list(kubernetes);
            long after = used();
            System.out.printf(
                    "retained: %,d bytes a pod%n",
                    (after - before) / held.pods().size());
        }
    }

    private static List<io.fabric8.kubernetes.api.model.Pod> typed(KubernetesClient client) {
        List<io.fabric8.kubernetes.api.model.Pod> pods = new ArrayList<>();
        String next = null;
        do {
            PodList page = client.pods()
                    .inAnyNamespace()
                    .withLabel("CLEARML")
                    .list(new ListOptionsBuilder()
                            .withLimit(500L)
                            .withContinue(next)
                            .build());
            pods.addAll(page.getItems());
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return pods;
    }

    // The same work on both sides: one selector.
    private static io.clearmladmin.k8s.PodList list(Kubernetes kubernetes) {
        return kubernetes.pods().list(PodQuery.allNamespaces().withoutOldAgents());
    }

    private static void withSmallHeap(KubeApi api) throws Exception {
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListThroughput.class.getName(),
                        api.kubeconfig(api.adminToken()).toString())
                .inheritIO()
                .start()
                .waitFor();
        System.out.println(code == 0 ? "with -Xmx64m: works" : "with -Xmx64m: FAILS");
    }

    private static void listOnce(Path kubeconfig) {
        try (Kubernetes kubernetes = Kubernetes.builder().kubeconfig(kubeconfig).build()) {
            long begin = System.nanoTime();
            io.clearmladmin.k8s.PodList held = list(kubernetes);
            System.out.printf("%,d pods in %,d ms in a fresh JVM%n", held.pods().size(), millis(begin));
        }
    }

    private static long used() {
        for (int time = 0; time < 4; time++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
