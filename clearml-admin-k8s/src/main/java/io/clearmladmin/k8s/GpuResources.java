package io.clearmladmin.k8s;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which extended resource of a container is a GPU, a part of one, a bound on such a part, or something else. A table of the
 * makers' and device plugins' own names; what it does not have is something else, never a GPU.
 */
final class GpuResources {

    static final String NVIDIA = "nvidia.com/gpu";

    private static final String CORES = "nvidia.com/gpucores";
    private static final String MEMORY_PERCENTAGE = "nvidia.com/gpumem-percentage";
    private static final String MEMORY = "nvidia.com/gpumem";
    private static final int MOST_OTHERS = 16;

    private static final Set<String> WHOLE = Set.of(
            NVIDIA,
            "amd.com/gpu",
            "gpu.intel.com/i915",
            "gpu.intel.com/xe",
            "habana.ai/gaudi",
            "aws.amazon.com/neuron",
            "aws.amazon.com/neurondevice",
            "google.com/tpu",
            "hygon.com/dcunum",
            "metax-tech.com/gpu",
            "enflame.com/gcu",
            "kunlunxin.com/xpu");
    private static final Pattern WHOLE_FORMS =
            Pattern.compile("huawei\\.com/Ascend\\w+|habana\\.ai/gaudi\\d|amd\\.com/spx_nps\\d");

    private static final Set<String> SLICE = Set.of(
            "nvidia.com/gpu.shared",
            "aws.amazon.com/neuroncore",
            "k8s.amazonaws.com/vgpu",
            "cambricon.com/vmlu",
            "mthreads.com/vgpu");
    private static final Pattern SLICE_FORMS =
            Pattern.compile("nvidia\\.com/gpu-\\d+|nvidia\\.com/mig-.+|amd\\.com/[a-z]+_nps\\d|iluvatar\\.ai/.+-vgpu");

    // <c>c.<g>g.<m>gb: c of the g compute slices, where a slice is divided once more.
    private static final Pattern MIG = Pattern.compile("nvidia\\.com/mig-(?:(\\d)c\\.)?(\\d)g\\.\\d+gb(?:\\..+)?");

    private GpuResources() {}

    /** The GPUs of a container with these extended resources, in a pod with this fraction by its label, or 0. */
    static Gpus of(Map<String, Long> resources, double fractionByLabel, StringPool words) {
        if (resources.isEmpty() && fractionByLabel == 0) {
            return Gpus.NONE;
        }
        Map<String, Long> devices = new TreeMap<>();
        Map<String, Long> slices = new TreeMap<>();
        Map<String, Long> limits = new TreeMap<>();
        Map<String, Long> other = new TreeMap<>();
        resources.forEach((name, count) -> {
            if (count > 0) {
                Map<String, Long> kind = switch (kind(name)) {
                    case WHOLE -> devices;
                    case SLICE -> slices;
                    case LIMIT -> limits;
                    case OTHER -> other;
                };
                if (kind != other || other.size() < MOST_OTHERS) {
                    kind.put(words.one(name), count);
                }
            }
        });
        // Where a fraction is asked for, NVIDIA's resource counts parts: of HAMi, or of the injector before 1.3.
        boolean isShared = fractionByLabel > 0 || !limits.isEmpty();
        Long shared = isShared ? devices.remove(NVIDIA) : null;
        if (shared != null) {
            slices.put(NVIDIA, shared);
        }
        return new Gpus(devices, slices, fraction(fractionByLabel, shared, limits), limits, other);
    }

    private static double fraction(double byLabel, @Nullable Long shared, Map<String, Long> limits) {
        if (byLabel > 0 || shared == null) {
            return byLabel;
        }
        long percent = Math.max(limits.getOrDefault(CORES, 0L), limits.getOrDefault(MEMORY_PERCENTAGE, 0L));
        return shared * Math.min(percent, 100) / 100.0;
    }

    private enum Kind {
        WHOLE,
        SLICE,
        LIMIT,
        OTHER
    }

    private static Kind kind(String name) {
        if (WHOLE.contains(name) || WHOLE_FORMS.matcher(name).matches()) {
            return Kind.WHOLE;
        }
        if (SLICE.contains(name) || SLICE_FORMS.matcher(name).matches()) {
            return Kind.SLICE;
        }
        return switch (name) {
            case CORES, MEMORY, MEMORY_PERCENTAGE -> Kind.LIMIT;
            default -> Kind.OTHER;
        };
    }

    /** The compute slices of a MIG slice; 0 of anything else. */
    static long migCompute(String resource) {
        Matcher mig = MIG.matcher(resource);
        if (!mig.matches()) {
            return 0;
        }
        return Long.parseLong(mig.group(1) != null ? mig.group(1) : mig.group(2));
    }

    /** The least memory slices of a MIG slice; 0 of anything else. */
    static long migMemory(String resource) {
        Matcher mig = MIG.matcher(resource);
        if (!mig.matches()) {
            return 0;
        }
        int compute = Integer.parseInt(mig.group(2));
        return switch (compute) {
            case 3 -> 4;
            case 7 -> 8;
            default -> compute;
        };
    }
}
