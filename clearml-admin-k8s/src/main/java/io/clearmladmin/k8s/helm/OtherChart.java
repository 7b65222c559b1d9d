package io.clearmladmin.k8s.helm;

import io.clearmladmin.audit.Severity;
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
        Tree.leaves("", values.root(), (path, leaf) -> keys.add(path));
        if (knows(values.chart(), keys)) {
            return false;
        }
        Optional<Chart> other = Stream.of(Chart.Name.values())
                .filter(name -> name != values.chart().name())
                .map(name -> new Chart(name, Optional.empty()))
                // The two servers' charts have most keys in common.
                .filter(chart -> !(chart.isServer() && values.chart().isServer()))
                .filter(chart -> knows(chart, keys))
                .findFirst();
        other.ifPresent(chart -> findings.find(
                "other-chart",
                Severity.HIGH,
                keys.get(0),
                "the keys are those of the chart " + chart + ", and " + values.chart() + " has none of them",
                "Check them as values of " + chart + "."));
        return other.isPresent();
    }

    // What all charts have says nothing.
    private static boolean knows(Chart chart, List<String> keys) {
        return KnownKeys.of(chart)
                .filter(known -> keys.stream()
                        .filter(key -> !key.startsWith("imageCredentials.") && !key.startsWith("global."))
                        .anyMatch(known::has))
                .isPresent();
    }
}
