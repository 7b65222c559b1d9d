package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a ClearML Helm chart, built or read from a file. Immutable; printed with every text
 * masked that may be a secret. Sends nothing.
 *
 * <pre>{@code
 * HelmValues.clearmlEnterprise()
 *         .imageCredentials(dockerHubToken)
 *         .baseDomain("ml.example.com")
 *         .clearmlApplications(true)
 *         .build()
 *         .writeTo(Path.of("clearml-values.override.yaml"));
 * }</pre>
 */
public final class HelmValues {

    private static final long MOST_BYTES = 3 * 1024 * 1024;

    private final Chart chart;
    private final String source;
    // The fields hold secrets in the clear, so this must not be serialized by its fields.
    private final transient Map<String, Object> root;
    private final Map<String, Place> places;

    /** The place of a value. */
    record Place(String source, int line) {}

    HelmValues(Chart chart, String source, Map<String, Object> root, Map<String, Place> places) {
        this.chart = chart;
        this.source = source;
        this.root = root;
        this.places = places;
    }

    /** Starts values of the Enterprise server's chart, the newest that is known. */
    public static ServerValuesBuilder clearmlEnterprise() {
        return new ServerValuesBuilder(Chart.clearmlEnterprise());
    }

    /** Starts values of this version of the Enterprise server's chart. */
    public static ServerValuesBuilder clearmlEnterprise(String version) {
        return new ServerValuesBuilder(Chart.clearmlEnterprise(version));
    }

    /** Starts values of this version of the public chart, 4.0.0 or newer. Keys and secrets are generated. */
    public static ServerValuesBuilder clearml(String version) {
        return new ServerValuesBuilder(Chart.clearml(version));
    }

    /** Starts values of the chart of the custom events. */
    public static CustomEventsValuesBuilder clearmlCustomEvents() {
        return new CustomEventsValuesBuilder();
    }

    /**
     * Reads a values file, and merges others over it as {@code helm -f first -f over} does. Like Helm, it reads YAML 1.1:
     * {@code yes} is true, {@code 0777} a number. Values inside a HelmRelease of Flux, an Application of Argo CD, a HelmChart
     * of K3s or under this chart's name in an umbrella chart, are extracted.
     *
     * @throws InvalidValuesException if one is not YAML, by file and line, or another document without values in it
     */
    public static HelmValues read(Chart chart, Path first, Path... over) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        List<String> sources = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(first));
        files.addAll(List.of(over));
        for (Path file : files) {
            String source = String.valueOf(file.getFileName());
            sources.add(source);
            YamlFile.Content content = Wrapping.unwrap(chart, source, YamlFile.read(source, text(file)));
            ValuesTree.overlay(root, content.root());
            content.lines().forEach((path, line) -> places.put(path, new Place(source, line)));
        }
        return new HelmValues(chart, String.join(", ", sources), root, places);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new InvalidValuesException(file.getFileName() + ": is larger than 3 MB, which no values file is");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException notUtf8) {
            throw new InvalidValuesException(file.getFileName() + ": is not in UTF-8");
        }
    }

    /** As {@link #read}, of a text. */
    public static HelmValues parse(Chart chart, String yaml) {
        YamlFile.Content content = Wrapping.unwrap(chart, "values", YamlFile.read("values", yaml));
        Map<String, Place> places = new LinkedHashMap<>();
        content.lines().forEach((path, line) -> places.put(path, new Place("values", line)));
        return new HelmValues(chart, "values", content.root(), places);
    }

    /** The chart. */
    public Chart chart() {
        return chart;
    }

    /**
     * Checks these values and returns a report: default secrets, keys that this version of the chart does
     * not read, placeholders, contradictions. A value that is absent here is the chart's default, so pass {@link #read}
     * all files that are installed together. A finding has the name of the rule, the path, such as {@code
     * clearml.apiserverKey}, and as place the file and the line, such as {@code values.yaml:12}.
     */
    public Report check() {
        return report("Values of " + chart + " in " + source, findings());
    }

    private List<Finding> findings() {
        Findings findings = new Findings(source, places);
        Rules.check(new Values(chart, root), findings);
        return findings.all();
    }

    private static Report report(String title, List<Finding> findings) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Report(title, now, findings, List.of(), List.of(), List.of());
    }

    /**
     * These values under the names of another generation of the same chart of the vendor's, such as
     * {@link Chart.Name#CONTROL_PLANE} for {@link Chart.Name#CLEARML_ENTERPRISE}, or the other way. Keys under the names in
     * between ({@code klique.…}) are carried over too.
     *
     * @throws IllegalArgumentException if it is not the same chart under another name
     */
    public HelmMigration migrate(Chart.Name to) {
        return KeyMigration.of(chart, root, Chart.of(to));
    }

    /**
     * Checks each, and all together: two clusters must not share a {@code podsMonitorUUID}.
     *
     * @param values the values of the clusters of one installation
     */
    public static Report checkTogether(Collection<HelmValues> values) {
        List<Finding> all = new ArrayList<>();
        Map<String, String> seen = new LinkedHashMap<>();
        for (HelmValues each : values) {
            all.addAll(each.findings());
            Optional<Secret> uuid = each.secret(CustomEventsChartRules.UUID_PATH);
            String first = uuid.map(
                            its -> seen.putIfAbsent(its.reveal().toLowerCase(java.util.Locale.ROOT), each.source))
                    .orElse(null);
            if (first != null) {
                Findings findings = new Findings(each.source, each.places);
                findings.find(
                        "pods-monitor-uuid",
                        Severity.HIGH,
                        CustomEventsChartRules.UUID_PATH,
                        "the same as in " + first,
                        "Give each cluster a UUID of its own: monitors that share one mix up what they have published.");
                all.addAll(findings.all());
            }
        }
        return report("Values of " + values.size() + " clusters", all);
    }

    /**
     * The text, number or boolean at a path such as {@code clearml.apiserverSecret}; a secret, since most of the values read
     * this way are; empty if there is none.
     */
    public Optional<Secret> secret(String path) {
        return new Values(chart, root).text(path).map(Secret::of);
    }

    /** The values file with all secrets. The same values always give the same text. */
    public String toYaml() {
        return YamlText.of(root);
    }

    /**
     * Writes the values file so that only its owner may read it (mode 600); replaces an existing one. The file is
     * complete or absent.
     *
     * @throws IOException also if the file system has no permissions for the owner alone
     */
    public void writeTo(Path file) throws IOException {
        PrivateFile.write(file, toYaml());
    }

    /** The values file with {@code ***} for every text that may be a secret. */
    @Override
    public String toString() {
        return "# " + chart + "\n" + YamlText.of(MaskedValues.of(root));
    }
}
