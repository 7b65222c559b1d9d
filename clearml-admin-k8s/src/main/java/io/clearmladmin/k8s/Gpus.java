package io.clearmladmin.k8s;

import io.clearmladmin.internal.text.SafeText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The GPUs of a pod, or of many.
 *
 * @param whole whole GPUs ({@code nvidia.com/gpu})
 * @param slices slices by the name of their resource: MIG ({@code nvidia.com/mig-1g.10gb}) and time-sliced ({@code
 *     nvidia.com/gpu-<index>})
 * @param fraction parts of a GPU by the label {@code clearml-injector/fraction}, such as 0.125
 */
public record Gpus(long whole, Map<String, Long> slices, double fraction) {

    /** None. */
    public static final Gpus NONE = new Gpus(0, Map.of(), 0);

    /** Keeps a copy. */
    public Gpus {
        slices = slices.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(slices));
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
