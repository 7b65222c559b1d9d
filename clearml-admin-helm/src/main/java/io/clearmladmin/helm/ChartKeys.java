package io.clearmladmin.helm;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The keys of a public chart, as its own history has them: in which versions a key stands in the chart's values, and in which
 * a template reads it. A version newer than the newest that is known is taken to be like it.
 */
final class ChartKeys {

    /** The versions of a key; {@code text} is as people read it: {@code 3.1.0..5.5.3}. */
    record Versions(String text, List<Range> ranges) {

        static Versions of(String text) {
            return new Versions(
                    text,
                    Arrays.stream(text.split(",", -1))
                            .filter(range -> !range.isEmpty())
                            .map(Range::of)
                            .toList());
        }

        boolean contains(Version version) {
            return ranges.stream().anyMatch(range -> range.contains(version));
        }

        private Stream<Version> ends() {
            return ranges.stream().flatMap(range -> Stream.of(range.first(), range.last()));
        }
    }

    /** Both ends belong to it. */
    record Range(Version first, Version last) {

        // The history of 2.0.0 has its beta after it, so that such a range runs backwards.
        static Range of(String text) {
            String[] ends = text.split("\\.\\.", 2);
            Version one = Version.parse(ends[0]);
            Version other = Version.parse(ends[ends.length - 1]);
            return one.compareTo(other) <= 0 ? new Range(one, other) : new Range(other, one);
        }

        boolean contains(Version version) {
            return first.compareTo(version) <= 0 && last.compareTo(version) >= 0;
        }
    }

    /** A key: the versions in whose values it stands, and those that read it. */
    record Key(Versions standing, Versions read) {

        boolean isIn(Version version) {
            return standing.contains(version) || read.contains(version);
        }

        /** The versions in which it has a meaning. */
        String versions() {
            return read.text().isEmpty() ? standing.text() : read.text();
        }

        /** Whether it came after this version. */
        boolean isNewerThan(Chart chart) {
            return ends().anyMatch(version -> !chart.isAtLeast(version.toString()));
        }

        private Stream<Version> ends() {
            return Stream.concat(standing.ends(), read.ends());
        }
    }

    /** What these charts depend on, and hand their own keys to. */
    private static final Map<String, Set<String>> BROUGHT = Map.of(
            "clearml", Set.of("elasticsearch", "global", "mongodb", "redis"),
            "clearml-agent", Set.of("global"),
            "clearml-serving", Set.of("global", "grafana", "kafka", "prometheus"));

    private static final String FILE = "chart-keys.tsv";

    private final String chart;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Version oldest;
    private final Version newest;

    private ChartKeys(String chart, Map<String, Key> keys) {
        this.chart = chart;
        this.keys.putAll(keys);
        this.oldest = ends(keys).min(Version::compareTo).orElseThrow();
        this.newest = ends(keys).max(Version::compareTo).orElseThrow();
    }

    private static Stream<Version> ends(Map<String, Key> keys) {
        return keys.values().stream().flatMap(Key::ends);
    }

    /** Those of a chart; empty where its sources are not public. */
    static Optional<ChartKeys> of(Chart chart) {
        return Optional.ofNullable(Loaded.CHARTS.get(chart.name().toString()));
    }

    /** Whether a version is not newer than what is known; a chart without a version is the newest of these. */
    boolean know(Chart of) {
        return of.version()
                .map(Version::parse)
                .filter(version -> version.compareTo(newest) > 0)
                .isEmpty();
    }

    /** The oldest version that is known. */
    Version oldest() {
        return oldest;
    }

    /** Every version in which a key came, went or still was. */
    Set<Version> versions() {
        Set<Version> versions = new LinkedHashSet<>();
        ends(keys).sorted().forEach(versions::add);
        return versions;
    }

    /** A key of any version. */
    Optional<Key> key(String path) {
        return Optional.ofNullable(keys.get(path));
    }

    Set<String> paths() {
        return keys.keySet();
    }

    /** The keys of a version; those that take anything below them end in {@code .*}. */
    Set<String> in(Chart of) {
        Version version = version(of);
        NavigableSet<String> read = new TreeSet<>();
        keys.forEach((path, key) -> {
            if (key.read().contains(version)) {
                read.add(path);
            }
        });
        Set<String> paths = new LinkedHashSet<>();
        keys.forEach((path, key) -> {
            if (key.isIn(version)) {
                paths.add(isOpen(path, read, version) ? path + ".*" : path);
            }
        });
        return paths;
    }

    boolean isIn(String path, Chart of) {
        return key(path).filter(key -> key.isIn(version(of))).isPresent();
    }

    private Version version(Chart of) {
        return of.version()
                .map(Version::parse)
                .filter(version -> version.compareTo(newest) < 0)
                .orElse(newest);
    }

    // A map that a template takes whole, or hands to a chart that this one brings.
    private boolean isOpen(String path, NavigableSet<String> read, Version version) {
        if (isBrought(path, version)) {
            return true;
        }
        String below = read.ceiling(path + ".");
        return read.contains(path) && (below == null || !below.startsWith(path + "."));
    }

    private boolean isBrought(String path, Version version) {
        // Before 1.0.0, this chart had deployments of its own where it brings charts since.
        boolean isOwn = chart.equals("clearml-serving") && version.compareTo(Version.parse("1.0.0")) < 0;
        return Objects.requireNonNull(BROUGHT.get(chart)).contains(path) && (!isOwn || path.equals("global"));
    }

    /** Read when first needed. */
    private static final class Loaded {

        static final Map<String, ChartKeys> CHARTS = load();

        private static Map<String, ChartKeys> load() {
            Map<String, Map<String, Key>> keys = new HashMap<>();
            FactsFile.rows(FILE).stream()
                    .filter(row -> !row.get(0).equals("chart"))
                    .forEach(row -> keys.computeIfAbsent(row.get(0), chart -> new LinkedHashMap<>())
                            .put(row.get(1), new Key(Versions.of(row.get(2)), Versions.of(row.get(3)))));
            Map<String, ChartKeys> charts = new HashMap<>();
            keys.forEach((chart, its) -> charts.put(chart, new ChartKeys(chart, its)));
            return charts;
        }
    }
}
