package io.clearmladmin.k8s;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How long the list of many task pods with sidecars takes, beside fabric8's own typed list in pages of the same size, in turns in
 * one JVM; and what is retained of a list, and of a watch, of them and of their nodes' labels, with a heap of 64 MB. Server and
 * client share the machine.
 */
final class ListThroughput {

    private static final int PODS = Integer.getInteger("pods", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final int NODES = Integer.getInteger("nodes", 1_000);

    private ListThroughput() {}

    /** Without arguments everything; with a kubeconfig, a list and a watch, in a JVM of its own. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            retain(Path.of(arguments[0]));
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
        IntStream.range(0, NODES).forEach(number -> createNode(api.admin(), number));
        ForkJoinPool pool = new ForkJoinPool(8);
        pool.submit(() -> LongStream.range(0, PODS).parallel().forEach(number -> {
                    String task = PodLives.taskId(number);
                    String node = node((int) (number % NODES));
                    lives.create(task, pod -> withSidecars(pod, node, environment));
                    lives.status(PodLives.name(task), status(PodLives.name(task), start.plusSeconds(number)));
                }))
                .get();
        pool.shutdown();
        System.out.printf("%,d pods on %,d nodes made in %,d ms%n", PODS, NODES, millis(begin));
    }

    private static String node(int number) {
        return "ip-10-0-" + number / 250 + "-" + number % 250 + ".eu-central-1.compute.internal";
    }

    private static void createNode(KubernetesClient admin, int number) {
        admin.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node(number))
                        .addToLabels(Map.of(
                                "kubernetes.io/hostname",
                                node(number),
                                "nvidia.com/gpu.product",
                                "NVIDIA-A100-SXM4-40GB",
                                "node.kubernetes.io/instance-type",
                                "p4d.24xlarge",
                                "topology.kubernetes.io/region",
                                "eu-central-1",
                                "topology.kubernetes.io/zone",
                                "eu-central-1" + "abc".charAt(number % 3),
                                "karpenter.sh/capacity-type",
                                number % 2 == 0 ? "spot" : "on-demand"))
                        .endMetadata()
                        .build())
                .create();
    }

    // An init container, a native sidecar, which servers before 1.28 keep as another, and one beside the task's
    // container.
    private static PodBuilder withSidecars(PodBuilder pod, String node, List<EnvVar> environment) {
        Map<String, Quantity> requests = Map.of("cpu", new Quantity("100m"), "memory", new Quantity("128Mi"));
        return pod.editSpec()
                .withNodeName(node)
                .editFirstContainer()
                .addAllToEnv(environment)
                .endContainer()
                .addNewContainer()
                .withName("istio-proxy")
                .withImage("docker.io/istio/proxyv2:1.20")
                .addAllToEnv(environment)
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .endContainer()
                .addNewInitContainer()
                .withName("istio-init")
                .withImage("docker.io/istio/proxyv2:1.20")
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .endInitContainer()
                .addNewInitContainer()
                .withName("log-shipper")
                .withImage("docker.io/fluent/fluent-bit:3.1")
                .withRestartPolicy("Always")
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .endInitContainer()
                .endSpec();
    }

    private static String status(String name, Instant started) {
        String since = PodLives.seconds(started);
        String running = "{\"running\":{\"startedAt\":\"" + since + "\"}}";
        String ended = "{\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\",\"startedAt\":\"" + since
                + "\",\"finishedAt\":\"" + since + "\"}}";
        return "{\"phase\":\"Running\",\"startTime\":\"" + since + "\",\"conditions\":["
                + Stream.of("Initialized", "PodScheduled", "ContainersReady", "Ready")
                        .map(type -> "{\"type\":\"" + type + "\",\"status\":\"True\",\"lastTransitionTime\":\"" + since
                                + "\"}")
                        .collect(Collectors.joining(","))
                + "],\"initContainerStatuses\":[" + container("istio-init", ended) + ","
                + container("log-shipper", running) + "],\"containerStatuses\":[" + container(name, running) + ","
                + container("istio-proxy", running) + "]}";
    }

    private static String container(String name, String state) {
        return "{\"name\":\"" + name + "\",\"image\":\"\",\"imageID\":\"\",\"ready\":true,\"restartCount\":0,\"state\":"
                + state + "}";
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

    private static void retain(Path kubeconfig) throws Exception {
        try (Kubernetes kubernetes = Kubernetes.builder().kubeconfig(kubeconfig).build()) {
            // What the first request loads is no pod's.
            kubernetes.pods().list(PodQuery.inNamespace("none").withoutOldAgents());
            listed(kubernetes);
            watched(kubernetes);
        }
    }

    private static void listed(Kubernetes kubernetes) throws Exception {
        long before = used();
        try (NodeWatch nodes = kubernetes.watchNodes()) {
            nodes.start();
            if (!nodes.awaitFirstSync(SOON)) {
                throw new IllegalStateException("nodes: " + nodes.problem());
            }
            long begin = System.nanoTime();
            io.clearmladmin.k8s.PodList held = list(kubernetes);
            System.out.printf("%,d pods in %,d ms in a fresh JVM%n", held.pods().size(), millis(begin));
            System.out.printf("of a list, with labels of nodes watched, %s%n", retained(before, held.pods()));
        }
    }

    private static void watched(Kubernetes kubernetes) throws Exception {
        CountDownLatch listed = new CountDownLatch(1);
        PodHandler handler = new PodHandler() {
            @Override
            public void onAdd(TaskPod pod) {}

            @Override
            public void onUpdate(TaskPod old, TaskPod now) {}

            @Override
            public void onDelete(TaskPod last) {}

            @Override
            public void relisted(Relist relist) {
                listed.countDown();
            }
        };
        long before = used();
        try (NodeWatch nodes = kubernetes.watchNodes();
                PodWatch watch = kubernetes
                        .watch(handler)
                        .query(PodQuery.allNamespaces().withoutOldAgents())
                        .build()) {
            nodes.start();
            watch.start();
            if (!nodes.awaitFirstSync(SOON) || !listed.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("pods: " + watch.problem() + "; nodes: " + nodes.problem());
            }
            System.out.printf("of a watch, with labels of nodes watched, %s%n", retained(before, watch.snapshot()));
        }
    }

    private static String retained(long before, List<TaskPod> pods) {
        long after = used();
        long known = pods.stream()
                .map(TaskPod::node)
                .flatMap(Optional::stream)
                .distinct()
                .count();
        return String.format(
                "retained: %,d bytes a pod; %,d pods on %,d nodes, heap in use %,d kB before, %,d after, of at most %,d",
                (after - before) / pods.size(),
                pods.size(),
                known,
                before >> 10,
                after >> 10,
                Runtime.getRuntime().maxMemory() >> 10);
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
