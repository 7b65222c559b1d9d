package io.clearmladmin.k8s.controlplane;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many checks or findings have which level, the worst first. */
final class Counts {

    private Counts() {}

    static String of(List<Level> levels) {
        return Arrays.stream(Level.values())
                .filter(levels::contains)
                .map(level -> Collections.frequency(levels, level) + " "
                        + level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
