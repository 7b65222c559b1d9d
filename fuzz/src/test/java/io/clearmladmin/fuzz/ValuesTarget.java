package io.clearmladmin.fuzz;

import io.clearmladmin.helm.Chart;
import io.clearmladmin.helm.HelmValues;
import io.clearmladmin.helm.InvalidValuesException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A chart's values: the first byte chooses the chart. */
public final class ValuesTarget {

    private static final List<Chart> CHARTS = List.of(
            Chart.clearmlEnterprise(),
            Chart.clearml("7.14.6"),
            Chart.clearml("4.3.0"),
            Chart.clearmlAgent("5.3.3"),
            Chart.clearmlServing("1.6.1"),
            Chart.clearmlCustomEvents());

    private ValuesTarget() {}

    /** Loads what is needed, which takes its time where classes are instrumented. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("\0a: b".getBytes(StandardCharsets.UTF_8));
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Chart chart = CHARTS.get(Byte.toUnsignedInt(data[0]) % CHARTS.size());
        try {
            HelmValues values = HelmValues.parse(
                    chart, new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8));
            Outcome.shown(values.check());
            Outcome.shown(values);
        } catch (InvalidValuesException documented) {
            Outcome.shown(documented);
        }
    }
}
