package io.clearmladmin.k8s;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What one container requests. */
final class Resources {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String GPUS = "nvidia.com/";

    private long requestCpu;
    private long requestMemory;
    private long limitCpu;
    private long limitMemory;
    private final Map<String, Long> gpus = new HashMap<>();

    void request(String name, String quantity) {
        switch (name) {
            case "cpu" -> requestCpu = of(quantity, 1_000);
            case "memory" -> requestMemory = of(quantity, 1);
            default -> gpu(name, quantity);
        }
    }

    void limit(String name, String quantity) {
        switch (name) {
            case "cpu" -> limitCpu = of(quantity, 1_000);
            case "memory" -> limitMemory = of(quantity, 1);
            default -> gpu(name, quantity);
        }
    }

    // Of such resources, limits and requests are equal, and one of them may be absent.
    private void gpu(String name, String quantity) {
        if (name.startsWith(GPUS)) {
            gpus.merge(name, of(quantity, 1), Math::max);
        }
    }

    void addTo(RawPod pod) {
        pod.requestCpu += requestCpu;
        pod.requestMemory += requestMemory;
        pod.limitCpu += limitCpu;
        pod.limitMemory += limitMemory;
        gpus.forEach((name, count) -> pod.gpus.merge(name, count, Long::sum));
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
        } catch (IllegalArgumentException | ArithmeticException e) {
            return 0;
        }
    }
}
