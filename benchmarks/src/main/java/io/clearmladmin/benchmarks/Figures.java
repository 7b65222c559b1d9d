package io.clearmladmin.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What several rivals did in the same rounds: medians, least, most, and the median of the ratios to one of the same round. */
final class Figures {

    private final String unit;
    private final Map<String, List<Double>> all = new LinkedHashMap<>();

    Figures(String unit) {
        this.unit = unit;
    }

    void add(String rival, double figure) {
        all.computeIfAbsent(rival, name -> new ArrayList<>()).add(figure);
    }

    /** A line for each rival. */
    void print(String inRatioTo) {
        List<Double> base = all.getOrDefault(inRatioTo, List.of());
        System.out.printf("%-48s %10s %18s %8s%n", unit, "median", "least to most", "ratio");
        all.forEach((rival, figures) -> {
            List<Double> sorted = figures.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-48s %10.1f %8.1f to %6.1f %8.2f%n",
                    rival,
                    median(figures),
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    median(IntStream.range(0, Math.min(base.size(), figures.size()))
                            .mapToObj(round -> figures.get(round) / base.get(round))
                            .toList()));
        });
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElse(Double.NaN);
    }
}
