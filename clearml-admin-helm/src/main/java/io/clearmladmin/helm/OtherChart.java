package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of another chart than that which they are given for: every other finding would be about nothing. */
final class OtherChart {

    private OtherChart() {}

    /** Whether they are; then that is the finding. */
    static boolean look(Values values, Findings findings) {
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
                // The servers' charts have most keys in common.
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

    // What all charts have says nothing.
    private static long known(Chart chart, List<String> keys) {
        return KnownKeys.of(chart).stream()
                .flatMap(known -> keys.stream()
                        .filter(key -> !key.startsWith("imageCredentials.") && !key.startsWith("global."))
                        .filter(known::has))
                .count();
    }
}
