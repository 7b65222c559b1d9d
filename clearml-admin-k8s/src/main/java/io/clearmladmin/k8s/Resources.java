package io.clearmladmin.k8s;

import io.clearmladmin.k8s.TaskPod.Compute;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What one container requests, and may use at most. */
final class Resources {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Compute NOTHING = new Compute(0, 0);

    private long requestCpu;
    private long requestMemory;
    private long limitCpu;
    private long limitMemory;
    private final Map<String, Long> extended = new HashMap<>(0);

    void request(String name, String quantity) {
        switch (name) {
            case "cpu" -> requestCpu = of(quantity, 1_000);
            case "memory" -> requestMemory = of(quantity, 1);
            default -> extended(name, quantity);
        }
    }

    void limit(String name, String quantity) {
        switch (name) {
            case "cpu" -> limitCpu = of(quantity, 1_000);
            case "memory" -> limitMemory = of(quantity, 1);
            default -> extended(name, quantity);
        }
    }

    // Of such resources, limits and requests are equal, and one of them may be absent. Kubernetes' own have no maker.
    private void extended(String name, String quantity) {
        if (name.indexOf('/') > 0) {
            extended.merge(name, of(quantity, 1), Math::max);
        }
    }

    Compute requests() {
        return compute(requestCpu, requestMemory);
    }

    Compute limits() {
        return compute(limitCpu, limitMemory);
    }

    private static Compute compute(long cpuMillis, long memoryBytes) {
        return cpuMillis == 0 && memoryBytes == 0 ? NOTHING : new Compute(cpuMillis, memoryBytes);
    }

    /** All that are not Kubernetes' own, such as GPUs. */
    Map<String, Long> extended() {
        return extended;
    }

    /** A quantity times a factor, rounded up as Kubernetes does; 0 if it is none. */
    static long of(String quantity, int factor) {
        if (quantity.isEmpty()) {
            return 0;
        }
        try {
            BigDecimal amount = new Quantity(quantity).getNumericalAmount().multiply(BigDecimal.valueOf(factor));
            return amount.signum() < 0
                    ? 0
                    : amount.setScale(0, RoundingMode.CEILING).min(MOST).longValue();
        } catch (IllegalArgumentException | ArithmeticException failure) {
            return 0;
        }
    }
}
