package io.clearmladmin.house;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of {@code promtool check metrics} for a page of metrics in Prometheus' text format. */
public final class ExpositionRules {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern CAMEL = Pattern.compile("[a-z][A-Z]");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final List<String> ABBREVIATIONS =
            List.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");
    private static final Pattern OTHER_UNITS = Pattern.compile(
            "(pico|nano|micro|milli|centi|deci|deca|hecto|kilo|kibi|mega|mebi|giga|gibi|tera|tebi|peta|pebi)"
                    + "(amperes|bytes|grams|joules|meters|seconds|volts)"
                    + "|minutes|hours|days|weeks|kelvins|fahrenheit|inches|yards|miles|bits|calories|pounds|ounces");

    private ExpositionRules() {}

    /** The metrics of a page, by name, each with its type. */
    public static Map<String, String> metrics(String page) {
        Map<String, String> metrics = new TreeMap<>();
        page.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> {
            String[] words = line.split(" ", 4);
            metrics.put(words[2], words[3]);
        });
        return metrics;
    }

    /** A table in Markdown of the metrics of these pages, each with its type, its labels and its text. */
    public static String table(List<String> pages) {
        Map<String, String> types = new TreeMap<>();
        pages.forEach(page -> types.putAll(metrics(page)));
        String all = String.join("", pages);
        StringBuilder table = new StringBuilder("| Metric | Type | Labels | What it is |\n| --- | --- | --- | --- |\n");
        types.forEach((name, type) -> table.append(
                "| `" + name + "` | " + type + " | " + labels(name, type, all) + " | " + help(name, all) + " |\n"));
        return table.toString();
    }

    private static String labels(String name, String type, String page) {
        boolean hasParts = type.equals("histogram") || type.equals("summary");
        Pattern sample = Pattern.compile(Pattern.quote(name) + (hasParts ? "_(?:count|sum)" : "") + "\\{(.*)} \\S+");
        Set<String> labels = new TreeSet<>();
        page.lines().map(sample::matcher).filter(Matcher::matches).forEach(matching -> {
            Matcher label = LABEL.matcher(matching.group(1));
            while (label.find()) {
                labels.add("`" + label.group(1) + "`");
            }
        });
        return String.join(", ", labels);
    }

    private static String help(String name, String page) {
        String begin = "# HELP " + name + " ";
        return page.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .map(line -> line.substring(begin.length()))
                .orElse("");
    }

    /** What is wrong with the page. */
    public static List<String> broken(String page) {
        Map<String, String> metrics = metrics(page);
        List<String> broken = new ArrayList<>();
        metrics.forEach((name, type) -> name(name, type, broken));
        metrics.keySet().stream()
                .filter(name -> page.lines().noneMatch(line -> line.matches("# HELP " + name + " .+")))
                .forEach(name -> broken.add(name + ": has no HELP"));
        Set<String> series = new HashSet<>();
        page.lines().filter(line -> !line.startsWith("#") && !line.isEmpty()).forEach(line -> {
            if (!series.add(line.substring(0, line.lastIndexOf(' ')))) {
                broken.add("twice: " + line);
            }
            sample(line, metrics, broken);
        });
        return broken;
    }

    private static void name(String name, String type, List<String> broken) {
        if (type.equals("counter") != name.endsWith("_total")) {
            broken.add(name + ": counters, and nothing else, end with _total");
        }
        if (Stream.of("_count", "_sum", "_bucket").anyMatch(name::endsWith)) {
            broken.add(name + ": ends like a part of a histogram");
        }
        if (name.contains(":") || CAMEL.matcher(name).find()) {
            broken.add(name + ": has no colon and no camel case");
        }
        for (String part : name.split("_", -1)) {
            if (TYPES.contains(part)) {
                broken.add(name + ": has its type in its name");
            }
            if (ABBREVIATIONS.contains(part)) {
                broken.add(name + ": abbreviates a unit");
            }
            if (OTHER_UNITS.matcher(part).matches()) {
                broken.add(name + ": has another unit than the base unit");
            }
        }
    }

    private static void sample(String line, Map<String, String> metrics, List<String> broken) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            broken.add("not a sample: " + line);
            return;
        }
        String name = sample.group(1);
        String family = metrics.containsKey(name) ? name : name.replaceFirst("_(count|sum|bucket)$", "");
        String type = metrics.getOrDefault(family, "");
        if (type.isEmpty()) {
            broken.add(name + ": has no TYPE");
        }
        Matcher labels = LABEL.matcher(Optional.ofNullable(sample.group(3)).orElse(""));
        while (labels.find()) {
            String label = labels.group(1);
            boolean isOfType = (label.equals("le") && type.equals("histogram"))
                    || (label.equals("quantile") && type.equals("summary"));
            if ((label.equals("le") || label.equals("quantile")) && !isOfType) {
                broken.add(name + ": has the label " + label);
            }
            if (CAMEL.matcher(label).find()) {
                broken.add(name + ": the label " + label + " is in camel case");
            }
        }
    }

    /** What {@code promtool check metrics} says of the page; nothing where it is not: in {@code PROMTOOL} or on the path. */
    public static String promtool(String page) throws IOException, InterruptedException {
        Optional<Path> tool = Stream.concat(
                        Stream.ofNullable(System.getenv("PROMTOOL")).map(Path::of),
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, "promtool")))
                .filter(Files::isExecutable)
                .findFirst();
        if (tool.isEmpty()) {
            return "";
        }
        Path in = Files.createTempFile("metrics", ".txt");
        try {
            Files.writeString(in, page);
            Process process = new ProcessBuilder(tool.get().toString(), "check", "metrics")
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 ? said : "exit code " + code + ": " + said;
        } finally {
            Files.delete(in);
        }
    }
}
