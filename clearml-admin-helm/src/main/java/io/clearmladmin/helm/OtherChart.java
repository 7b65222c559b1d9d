package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks whether the values belong to another chart: all other findings would be meaningless. */
final class OtherChart {

    private OtherChart() {}

    /** Returns whether they do, and adds that finding. */
    static boolean check(Values values, Findings findings) {
        List<String> keys = new ArrayList<>();
        ValuesTree.leaves("", values.root(), (path, leaf) -> keys.add(path));
        if (values.chart().isEnterprise() && values.get("controlPlane") != null) {
            report(findings, "controlPlane", Chart.of(Chart.Name.CONTROL_PLANE), values.chart());
            return true;
        }
        if (known(values.chart(), keys) > 0) {
            return false;
        }
        // Keys of its own in another version are another matter.
        long own = ChartKeys.of(values.chart())
                .map(facts ->
                        keys.stream().filter(key -> facts.key(key).isPresent()).count())
                .orElse(0L);
        Optional<Chart> other = Stream.of(Chart.Name.values())
                .filter(name -> name != values.chart().name())
                .map(Chart::of)
                // The server charts have most keys in common.
                .filter(chart -> !(chart.isServer() && values.chart().isServer()))
                .filter(chart -> known(chart, keys) > own)
                .findFirst();
        other.ifPresent(chart -> report(findings, keys.get(0), chart, values.chart()));
        return other.isPresent();
    }

    private static void report(Findings findings, String path, Chart whose, Chart asked) {
        findings.find(
                "other-chart",
                Severity.HIGH,
                path,
                "the keys are those of the chart " + whose + ", not of " + asked,
                "Check them as values of " + whose + ".");
    }

    // Keys that all charts have are not significant.
    private static long known(Chart chart, List<String> keys) {
        return KnownKeys.of(chart).stream()
                .flatMap(known -> keys.stream()
                        .filter(key -> !key.startsWith("imageCredentials.") && !key.startsWith("global."))
                        .filter(known::has))
                .count();
    }
}
