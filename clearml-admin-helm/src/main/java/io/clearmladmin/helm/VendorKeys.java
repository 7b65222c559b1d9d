package io.clearmladmin.helm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of the Enterprise charts in the three generations of their names, from the vendor's documentation: as ClearML
 * Enterprise, in between, and today. None of these charts was read: an undocumented key may be valid.
 */
final class VendorKeys {

    /** The generation of a chart's names. */
    enum Generation {
        ENTERPRISE,
        BETWEEN,
        TODAY
    }

    /** The equivalent keys of each generation; empty text where there is none, or none is known. */
    record Row(String chart, String enterprise, String between, String today, boolean isConfirmed) {

        String key(Generation generation) {
            return switch (generation) {
                case ENTERPRISE -> enterprise;
                case BETWEEN -> between;
                case TODAY -> today;
            };
        }

        List<String> keys() {
            return List.of(enterprise, between, today);
        }

        /** The key of any generation at this path, or above it. */
        Optional<String> keyOf(String path) {
            return keys().stream()
                    .filter(key -> !key.isEmpty() && (path.equals(key) || path.startsWith(key + ".")))
                    .max(Comparator.comparingInt(String::length));
        }

        private int specific(String path) {
            return keyOf(path).map(String::length).orElse(0);
        }
    }

    private static final Map<Chart.Name, Chart.Name> TODAY = Map.of(
            Chart.Name.CLEARML_ENTERPRISE, Chart.Name.CONTROL_PLANE,
            Chart.Name.CLEARML_ENTERPRISE_AGENT, Chart.Name.ORCHESTRATOR,
            Chart.Name.CLEARML_ENTERPRISE_APP_GATEWAY, Chart.Name.GATEWAY,
            Chart.Name.CLEARML_PRESIGN_SERVICE, Chart.Name.PRESIGN_SERVICE,
            Chart.Name.CLEARML_ENTERPRISE_PLATFORM_MANAGEMENT, Chart.Name.PLATFORM_MANAGEMENT_CENTER);
    private static final String FILE = "vendor-keys.tsv";

    private VendorKeys() {}

    /** Today's name of the chart; empty if it is none of these. */
    static Optional<Chart.Name> today(Chart.Name name) {
        Chart.Name today = TODAY.getOrDefault(name, name);
        return Loaded.ROWS.stream().anyMatch(row -> row.chart().equals(today.toString()))
                ? Optional.of(today)
                : Optional.empty();
    }

    static Generation generation(Chart.Name name) {
        return TODAY.containsKey(name) ? Generation.ENTERPRISE : Generation.TODAY;
    }

    /** The keys of a chart under any of its names; empty if it is none of these. */
    static Stream<Row> of(Chart.Name name) {
        String today = today(name).map(Chart.Name::toString).orElse("");
        return Loaded.ROWS.stream().filter(row -> row.chart().equals(today));
    }

    /** The most specific row for a path, in any generation. */
    static Optional<Row> row(Chart.Name name, String path) {
        // The first of equals: a later one is an equivalent key.
        return of(name).filter(row -> row.keyOf(path).isPresent())
                .reduce((best, row) -> row.specific(path) > best.specific(path) ? row : best);
    }

    /** Whether a row is about a key below a path. */
    static boolean leadsTo(Chart.Name name, String path) {
        return of(name).flatMap(row -> row.keys().stream()).anyMatch(key -> key.startsWith(path + "."));
    }

    /** Read when first needed. */
    private static final class Loaded {

        static final List<Row> ROWS = load();

        private static List<Row> load() {
            return FactsFile.rows(FILE).stream()
                    .map(row -> row.stream()
                            .map(column -> column.equals("-") ? "" : column)
                            .toList())
                    .map(row -> new Row(
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            row.get(3),
                            row.get(4).equals("A")))
                    .toList();
        }
    }
}
