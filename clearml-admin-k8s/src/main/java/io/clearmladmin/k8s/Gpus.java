package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The GPUs of a pod, or of many. Which resource is a GPU is decided by a table of the makers' own names; a name that it does not
 * have is kept and not counted. How much of a GPU a slice is worth depends on the node's GPU; {@link #fraction()} says it where
 * the pod itself does.
 *
 * @param devices whole GPUs by the name of their resource, such as {@code nvidia.com/gpu}, {@code amd.com/gpu}, {@code
 *     gpu.intel.com/i915}, {@code habana.ai/gaudi}, {@code aws.amazon.com/neuron} and {@code google.com/tpu}
 * @param slices parts of GPUs by the name of their resource: MIG ({@code nvidia.com/mig-1g.10gb}), time-sliced ({@code
 *     nvidia.com/gpu.shared}, {@code nvidia.com/gpu-<index>}), cores ({@code aws.amazon.com/neuroncore}); and {@code
 *     nvidia.com/gpu} itself where the pod says that it has no whole one
 * @param fraction what the slices amount to, where the pod says so: by the label {@code clearml-injector/fraction}, such as
 *     0.125, or by HAMi's {@code nvidia.com/gpucores} and {@code nvidia.com/gpumem-percentage}, whichever is more; else 0
 * @param limits what else bounds a part of a GPU, by the name of the resource: HAMi's {@code nvidia.com/gpumem} (MiB), {@code
 *     nvidia.com/gpumem-percentage} and {@code nvidia.com/gpucores} (percent), for each GPU
 * @param other extended resources that are no GPUs, such as {@code nvidia.com/hostdev} and {@code rdma/hca}, at most 16 names
 */
public record Gpus(
        Map<String, Long> devices,
        Map<String, Long> slices,
        double fraction,
        Map<String, Long> limits,
        Map<String, Long> other) {

    /** None. */
    public static final Gpus NONE = new Gpus(Map.of(), Map.of(), 0, Map.of(), Map.of());

    /** Keeps copies. */
    public Gpus {
        devices = copy(devices);
        slices = copy(slices);
        limits = copy(limits);
        other = copy(other);
    }

    /** So many whole GPUs of NVIDIA. */
    public static Gpus nvidia(long whole) {
        return whole == 0 ? NONE : new Gpus(Map.of(GpuResources.NVIDIA, whole), Map.of(), 0, Map.of(), Map.of());
    }

    private static Map<String, Long> copy(Map<String, Long> counts) {
        return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** How many whole GPUs, of all makers. */
    public long whole() {
        return devices.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many compute slices all MIG slices have; a whole GPU has 7 of them (A30 and RTX PRO 6000: 4). */
    public long migComputeSlices() {
        return slices.entrySet().stream()
                .mapToLong(slice -> GpuResources.migCompute(slice.getKey()) * slice.getValue())
                .sum();
    }

    /**
     * How many memory slices all MIG slices have at least; a whole GPU has 8 of them (A30 and RTX PRO 6000: 4). A slice with
     * one compute slice counts one, since its name alone does not say whether it is the kind with twice the memory.
     */
    public long migMemorySlices() {
        return slices.entrySet().stream()
                .mapToLong(slice -> GpuResources.migMemory(slice.getKey()) * slice.getValue())
                .sum();
    }

    /** Adds up those of many pods. What bounds each GPU cannot be added up, and is left out. For one thread. */
    static final class Sum {

        private final Map<String, Long> devices = new TreeMap<>();
        private final Map<String, Long> slices = new TreeMap<>();
        private final Map<String, Long> other = new TreeMap<>();
        private double fraction;

        void add(Gpus more) {
            add(devices, more.devices);
            add(slices, more.slices);
            add(other, more.other);
            fraction += more.fraction;
        }

        private static void add(Map<String, Long> sum, Map<String, Long> more) {
            more.forEach((name, count) -> sum.merge(name, count, Long::sum));
        }

        Gpus gpus() {
            return new Gpus(devices, slices, fraction, Map.of(), other);
        }
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
