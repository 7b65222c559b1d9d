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
 * The keys of a public chart, from its history: the versions whose values have a key, and those in which
 * a template reads it. A version newer than the newest known one is treated like that one.
 */
final class ChartKeys {

    /** The versions of a key; {@code text} is the readable form: {@code 3.1.0..5.5.3}. */
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

    /** Whether a version is in the range, both ends included. */
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

    /** A key: the versions whose values have it, and those that read it. */
    record Key(Versions standing, Versions read) {

        boolean isIn(Version version) {
            return standing.contains(version) || read.contains(version);
        }

        /** The versions in which it has an effect. */
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

    /** The subcharts of these charts, to which they pass keys. */
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

    /** The keys of a chart; empty where its sources are not public. */
    static Optional<ChartKeys> of(Chart chart) {
        return Optional.ofNullable(Loaded.CHARTS.get(chart.name().toString()));
    }

    /** Whether a version is known; a chart without a version is the newest known one. */
    boolean know(Chart of) {
        return of.version()
                .map(Version::parse)
                .filter(version -> version.compareTo(newest) > 0)
                .isEmpty();
    }

    /** The oldest known version. */
    Version oldest() {
        return oldest;
    }

    /** Every version at which a key was added, removed or still present. */
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

    /** The keys of a version; those that accept anything below them end in {@code .*}. */
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

    // A map that a template uses as a whole, or passes to a subchart.
    private boolean isOpen(String path, NavigableSet<String> read, Version version) {
        if (isBrought(path, version)) {
            return true;
        }
        String below = read.ceiling(path + ".");
        return read.contains(path) && (below == null || !below.startsWith(path + "."));
    }

    private boolean isBrought(String path, Version version) {
        // Before 1.0.0, this chart had deployments of its own where it has subcharts since.
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
