package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the labels of a node say of the machine.
 *
 * @param gpuModel the model of its GPUs, as {@code nvidia.com/gpu.product}, {@code amd.com/gpu.product-name}, {@code
 *     gpu.intel.com/product} or {@code cloud.google.com/gke-accelerator} says it; where a GPU is divided, NVIDIA's names end in
 *     the part, such as {@code -MIG-1g.5gb} or {@code -SHARED}
 * @param instanceType the kind of machine, such as {@code p4d.24xlarge}
 * @param zone the zone
 * @param region the region
 * @param capacityType how it was bought: {@code spot}, {@code on-demand} or {@code reserved}, where Karpenter, EKS, GKE or AKS
 *     says it
 */
public record NodeLabels(
        Optional<String> gpuModel,
        Optional<String> instanceType,
        Optional<String> zone,
        Optional<String> region,
        Optional<String> capacityType) {

    private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";

    // The vendors' own discovery first: Google's label is there before a GPU is.
    private static final String[] GPU_MODELS = {
        "nvidia.com/gpu.product",
        "amd.com/gpu.product-name",
        "gpu.intel.com/product",
        "cloud.google.com/gke-accelerator"
    };

    private static final String KARPENTER = "karpenter.sh/capacity-type";
    private static final String EKS = "eks.amazonaws.com/capacityType";
    private static final String GKE_SPOT = "cloud.google.com/gke-spot";
    private static final String GKE_PREEMPTIBLE = "cloud.google.com/gke-preemptible";
    private static final String AKS = "kubernetes.azure.com/scalesetpriority";

    private static final String SPOT = "spot";
    private static final Set<String> CAPACITY_TYPES = Set.of(SPOT, "on-demand", "reserved");

    /** The labels that are read, and no others. */
    static final Set<String> KEYS = Set.of(
            GPU_MODELS[0],
            GPU_MODELS[1],
            GPU_MODELS[2],
            GPU_MODELS[3],
            INSTANCE_TYPE,
            ZONE,
            REGION,
            KARPENTER,
            EKS,
            GKE_SPOT,
            GKE_PREEMPTIBLE,
            AKS);

    static NodeLabels of(Map<String, String> labels) {
        return new NodeLabels(
                first(labels, GPU_MODELS),
                first(labels, INSTANCE_TYPE),
                first(labels, ZONE),
                first(labels, REGION),
                capacityType(labels));
    }

    private static Optional<String> capacityType(Map<String, String> labels) {
        if (isTrue(labels, GKE_SPOT) || isTrue(labels, GKE_PREEMPTIBLE)) {
            return Optional.of(SPOT);
        }
        // A word that is none of the three, such as one that a cloud adds, is not known here.
        return first(labels, KARPENTER, EKS, AKS)
                .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(CAPACITY_TYPES::contains);
    }

    private static boolean isTrue(Map<String, String> labels, String key) {
        return "true".equals(labels.get(key));
    }

    private static Optional<String> first(Map<String, String> labels, String... keys) {
        for (String key : keys) {
            String value = labels.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
