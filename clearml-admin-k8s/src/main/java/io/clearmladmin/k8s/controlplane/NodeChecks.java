package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.Cluster.Query;
import io.clearmladmin.k8s.controlplane.NodeFacts.Amount;
import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import io.fabric8.kubernetes.api.model.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Nodes: how many, and what they have. The guide recommends its figures, so falling short of them is a warning. */
final class NodeChecks {

    private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);

    private final FutureTask<List<NodeFacts>> list;
    private final int nodes;
    private final int cpus;
    private final int memoryGb;
    private final int diskGb;

    NodeChecks(Cluster cluster, int nodes, int cpus, int memoryGb, int diskGb) {
        this.list = new FutureTask<>(() -> cluster.list(Node.class, Query.ALL, NodeFacts::of));
        this.nodes = nodes;
        this.cpus = cpus;
        this.memoryGb = memoryGb;
        this.diskGb = diskGb;
    }

    List<Prerequisite> all() {
        return List.of(
                new Prerequisite(
                        "nodes", "at least " + Phrases.count(nodes, "node") + ", ready and open to pods", this::count),
                new Prerequisite(
                        "cpu",
                        "at least " + cpus + " CPUs on each node (capacity)",
                        () -> each(NodeFacts::cpu, cpus, BigDecimal.ONE, "CPUs")),
                new Prerequisite(
                        "memory",
                        "at least " + memoryGb + " GB on each node (capacity, GB of 10^9 bytes)",
                        () -> each(NodeFacts::memory, memoryGb, GB, "GB")),
                new Prerequisite("node-storage", "storage of the nodes", this::disks),
                new Prerequisite("gpus", "GPUs of the nodes", this::gpus));
    }

    private Outcome count() throws NotReadException {
        List<NodeFacts> all = read();
        List<NodeFacts> usable = usable(all);
        String found =
                usable.size() + " of " + Phrases.count(all.size(), "node") + " ready and open to pods" + left(all);
        if (usable.isEmpty()) {
            return Outcome.failed(found, "Add nodes, or see why they are not ready: kubectl describe nodes");
        }
        return usable.size() >= nodes
                ? Outcome.ok(found)
                : Outcome.warning(found, "Add nodes; with fewer, the loss of one takes databases with it");
    }

    private static String left(List<NodeFacts> all) {
        String left = all.stream()
                .filter(node -> !node.isUsable())
                .map(node -> node.name() + (node.isReady() ? " (cordoned or tainted)" : " (not ready)"))
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? "" : "; not " + Phrases.brief(left);
    }

    private Outcome each(Function<NodeFacts, Amount> resource, int need, BigDecimal unit, String word)
            throws NotReadException {
        List<NodeFacts> usable = usable(read());
        if (usable.isEmpty()) {
            return Outcome.skipped("There is no node that is ready and open to pods", "");
        }
        String found = range(usable, node -> resource.apply(node).capacity(), unit) + " " + word + " a node, "
                + range(usable, node -> resource.apply(node).allocatable(), unit) + " of them for pods";
        BigDecimal least = BigDecimal.valueOf(need).multiply(unit);
        List<NodeFacts> small = usable.stream()
                .filter(node -> resource.apply(node).capacity().compareTo(least) < 0)
                .toList();
        if (small.isEmpty()) {
            return Outcome.ok(found);
        }
        String names = small.stream().map(NodeFacts::name).collect(Collectors.joining(", "));
        return Outcome.warning(
                found + "; short of it: " + Phrases.brief(names),
                "Take larger nodes, or keep ClearML off these by node selectors");
    }

    // What a StorageClass can give is not known to Kubernetes, so this is reported and not judged.
    private Outcome disks() throws NotReadException {
        List<NodeFacts> usable = usable(read());
        return Outcome.ok(
                (usable.isEmpty() ? "0" : range(usable, node -> node.disk().capacity(), GB))
                        + " GB of ephemeral storage a node; recommended are " + diskGb
                        + " GB a node, here or behind the storage class");
    }

    private Outcome gpus() throws NotReadException {
        List<NodeFacts> with =
                read().stream().filter(node -> node.gpus().signum() > 0).toList();
        BigDecimal sum = with.stream().map(NodeFacts::gpus).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Outcome.ok(
                with.isEmpty()
                        ? "No node offers NVIDIA GPUs"
                        : Phrases.count(sum.longValue(), "GPU") + " or slices of them on "
                                + Phrases.count(with.size(), "node"));
    }

    private static String range(List<NodeFacts> nodes, Function<NodeFacts, BigDecimal> amount, BigDecimal unit) {
        List<BigDecimal> amounts = nodes.stream().map(amount).sorted().toList();
        String least = in(unit, amounts.get(0));
        String most = in(unit, amounts.get(amounts.size() - 1));
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String in(BigDecimal unit, BigDecimal amount) {
        return amount.divide(unit, 1, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
    }

    private static List<NodeFacts> usable(List<NodeFacts> all) {
        return all.stream().filter(NodeFacts::isUsable).toList();
    }

    /** The nodes, read once: by the check that comes first, while the others wait. */
    private List<NodeFacts> read() throws NotReadException {
        list.run();
        try {
            return list.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof NotReadException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the nodes", late);
        }
    }
}
