package io.clearmladmin.k8s.controlplane;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a node has, in cores and bytes, and whether pods such as ClearML's may run there. */
record NodeFacts(
        String name, boolean isReady, boolean isOpen, Amount cpu, Amount memory, Amount disk, BigDecimal gpus) {

    /** What it has, and what of it is left for pods. */
    record Amount(BigDecimal capacity, BigDecimal allocatable) {}

    static NodeFacts of(Node node) {
        Map<String, Quantity> has = Map.of();
        Map<String, Quantity> left = Map.of();
        boolean isReady = false;
        if (node.getStatus() != null) {
            has = Objects.requireNonNullElse(node.getStatus().getCapacity(), has);
            left = Objects.requireNonNullElse(node.getStatus().getAllocatable(), left);
            isReady = node.getStatus().getConditions().stream()
                    .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
        }
        boolean isTainted = node.getSpec() != null
                && node.getSpec().getTaints().stream().anyMatch(taint -> !"PreferNoSchedule".equals(taint.getEffect()));
        boolean isCordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return new NodeFacts(
                node.getMetadata().getName(),
                isReady,
                !isTainted && !isCordoned,
                amount("cpu", has, left),
                amount("memory", has, left),
                amount("ephemeral-storage", has, left),
                gpus(has));
    }

    boolean isUsable() {
        return isReady && isOpen;
    }

    private static Amount amount(String resource, Map<String, Quantity> has, Map<String, Quantity> left) {
        BigDecimal capacity = number(has.get(resource));
        return new Amount(capacity, left.containsKey(resource) ? number(left.get(resource)) : capacity);
    }

    // Whole, MIG and time-sliced ones.
    private static BigDecimal gpus(Map<String, Quantity> has) {
        return has.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("nvidia.com/gpu")
                        || entry.getKey().startsWith("nvidia.com/mig-"))
                .map(entry -> number(entry.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal number(@Nullable Quantity quantity) {
        return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
    }
}
