package io.clearmladmin.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many GPUs a pod's event stands for: whole ones, and parts by their share of one. */
final class GpuShares {

    private static final int PLACES = 9;

    // All shares are whole numbers of these: slices are 7ths, 8ths and 4ths, and are divided by 2 and 3 once more.
    private static final long UNITS = 168;
    private static final int COMPUTE_SLICES = 7;
    private static final int MEMORY_SLICES = 8;
    private static final int SLICES_OF_SMALL = 4;

    private static final String NVIDIA = "nvidia.com/gpu";
    // <c>c.<g>g.<m>gb: c of the g compute slices, where a slice is divided once more.
    private static final Pattern PROFILE = Pattern.compile("(?:(\\d)c\\.)?([1-9])g\\.(\\d+)gb(?:[.+].+)?");
    private static final String MIG = "nvidia.com/mig-";
    // A node all of whose GPUs are cut or shared alike shows their parts as nvidia.com/gpu, and that in the model's
    // name.
    private static final Pattern CUT_MODEL = Pattern.compile("(.*?)(?:-MIG-(.+?))?(-SHARED)?");
    private static final Pattern SMALL_MODEL = Pattern.compile("(?i).*(\\bA30\\b|RTX[- ]PRO[- ]6000).*");
    private static final Set<String> OF_SMALL = Set.of("1g.6gb", "2g.12gb", "4g.24gb", "2g.48gb", "4g.96gb");
    // One compute slice with the memory of two.
    private static final Set<String> LARGE =
            Set.of("1g.20gb", "1g.24gb", "1g.36gb", "1g.45gb", "1g.47gb", "1g.67gb", "1g.70gb");
    private static final Pattern A100_40 = Pattern.compile("(?i).*\\bA100\\b.*\\b40GB\\b.*");
    private static final Pattern H200 = Pattern.compile("(?i).*\\bH200\\b.*");

    private BigDecimal gpus = BigDecimal.ZERO;
    private long units;
    private boolean isWhole = true;

    private GpuShares() {}

    /**
     * Of an event's data.
     *
     * @param gpus how many, with at most nine places
     * @param isComplete whether that is all of them; else there are parts whose share is not known
     */
    record Sum(BigDecimal gpus, boolean isComplete) {}

    static Sum of(Map<String, Object> data) {
        String model = data.get("gpu_model") instanceof String text ? text : "";
        Map<?, ?> gpus = data.get("gpus") instanceof Map<?, ?> map ? map : Map.of();
        return new GpuShares().add(gpus, model);
    }

    private Sum add(Map<?, ?> data, String model) {
        Matcher cut = CUT_MODEL.matcher(model);
        boolean isCut = cut.matches() && (cut.group(2) != null || cut.group(3) != null);
        Number shown = isCut ? count(data.get("devices"), NVIDIA) : null;
        gpus = number(data.get("whole"));
        if (shown != null) {
            gpus = gpus.subtract(number(shown)).max(BigDecimal.ZERO);
            // Of time-sliced ones only the node says into how many.
            add(cut.group(3) == null ? cut.group(2) : "", cut.group(1), shown);
        }
        Object fraction = data.get("fraction");
        if (fraction instanceof Number) {
            // What the pod says of its slices, whatever they are.
            gpus = gpus.add(number(fraction));
        } else if (data.get("slices") instanceof Map<?, ?> slices) {
            slices.forEach((name, count) -> add(profile(String.valueOf(name)), model, count));
        }
        BigDecimal parts = BigDecimal.valueOf(units).divide(BigDecimal.valueOf(UNITS), PLACES, RoundingMode.HALF_EVEN);
        return new Sum(plain(gpus.add(parts).setScale(PLACES, RoundingMode.HALF_EVEN)), isWhole);
    }

    /** So that equal numbers are equal values, and 100 is not written as 1E+2. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static @Nullable Number count(@Nullable Object counts, String name) {
        return counts instanceof Map<?, ?> map && map.get(name) instanceof Number number ? number : null;
    }

    private static BigDecimal number(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
    }

    private static String profile(String resource) {
        return resource.startsWith(MIG) ? resource.substring(MIG.length()) : "";
    }

    private void add(String profile, String model, @Nullable Object count) {
        Matcher mig = PROFILE.matcher(profile);
        if (!mig.matches()) {
            isWhole = false;
        } else if (count instanceof Number number) {
            units = Math.addExact(units, Math.multiplyExact(units(mig, model), number.longValue()));
        }
    }

    /** The larger of the shares in compute and in memory; of a slice that is divided once more, its part of that. */
    private static long units(Matcher mig, String model) {
        int slices = Integer.parseInt(mig.group(2));
        String name = slices + "g." + mig.group(3) + "gb";
        boolean isSmall = SMALL_MODEL.matcher(model).matches() || OF_SMALL.contains(name);
        long share = isSmall
                ? UNITS * slices / SLICES_OF_SMALL
                : Math.max(UNITS * slices / COMPUTE_SLICES, UNITS * memory(slices, name, model) / MEMORY_SLICES);
        int divided = mig.group(1) == null ? slices : Math.min(slices, Integer.parseInt(mig.group(1)));
        return Math.min(UNITS, share) * divided / slices;
    }

    private static int memory(int slices, String name, String model) {
        return switch (slices) {
            case 1 -> isLarge(name, model) ? 2 : 1;
            case 3 -> 4;
            case COMPUTE_SLICES -> MEMORY_SLICES;
            default -> slices;
        };
    }

    // Two names mean the one on this GPU and the other on that; without the model the lesser share is taken.
    private static boolean isLarge(String name, String model) {
        return switch (name) {
            case "1g.10gb" -> A100_40.matcher(model).matches();
            case "1g.35gb" -> H200.matcher(model).matches();
            default -> LARGE.contains(name);
        };
    }
}
