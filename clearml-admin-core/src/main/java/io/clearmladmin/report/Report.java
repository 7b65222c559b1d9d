package io.clearmladmin.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.Counts;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;
import io.clearmladmin.internal.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What checks found, and what they could not check.
 *
 * @param title what was checked, such as {@code Audit of https://api.example.com}
 * @param time when the checks began
 * @param findings the findings, the worst first, those of one severity in the order of the checks
 * @param skipped what could not be checked, and why; a check may be here for a part of it and in {@code checks} too
 * @param checks the names of the checks that ran
 * @param inapplicable the names of the checks that did not run, since there is nothing here that they check
 */
public record Report(
        String title,
        Instant time,
        List<Finding> findings,
        List<SkippedCheck> skipped,
        List<String> checks,
        List<String> inapplicable) {

    /** Sorts the worst first, and makes the title safe to display. */
    public Report {
        title = SafeText.line(title);
        Objects.requireNonNull(time, "time");
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        skipped = List.copyOf(skipped);
        checks = checks.stream().map(Finding::name).toList();
        inapplicable = inapplicable.stream().map(Finding::name).toList();
    }

    /**
     * Whether every check could run, at least in part, and found nothing {@link Severity#HIGH} or worse. For an exit code:
     * {@code System.exit(report.isHealthy() ? 0 : 1)}.
     */
    @JsonProperty("healthy")
    public boolean isHealthy() {
        return atLeast(Severity.HIGH).isEmpty() && notMade().isEmpty();
    }

    /** The findings that are this bad or worse. */
    public List<Finding> atLeast(Severity severity) {
        return those(finding -> finding.severity().compareTo(severity) <= 0);
    }

    /** The findings of the check of this name. */
    public List<Finding> of(String check) {
        return those(finding -> finding.check().equals(check));
    }

    private List<Finding> those(Predicate<Finding> which) {
        return findings.stream().filter(which).toList();
    }

    /** The names of the checks that could not run at all: what they check for may be there. */
    public List<String> notMade() {
        return skippedOnes().filter(check -> !checks.contains(check)).toList();
    }

    /** The names of the checks that could not run in part. */
    public List<String> madeInPart() {
        return skippedOnes().filter(checks::contains).toList();
    }

    private Stream<String> skippedOnes() {
        return skipped.stream().map(SkippedCheck::check).distinct();
    }

    /**
     * The report for people: a headline with what is wrong and how much could not be checked, then both, the worst first,
     * and what ran.
     */
    public String toText() {
        return text(false);
    }

    /** The text for the standard output; in colour if that is a terminal, and {@code NO_COLOR} is not set. */
    public String forTerminal() {
        return text(Terminal.showsColours());
    }

    /** The report for programs: JSON that fits {@link #jsonSchema()}. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** The JSON Schema (2020-12) of each report's JSON. */
    public static String jsonSchema() {
        try (InputStream schema = Report.class.getResourceAsStream("report.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text without colours. */
    @Override
    public String toString() {
        return toText();
    }

    String text(boolean isColoured) {
        List<String> unmade = notMade();
        Table rows = new Table();
        findings.stream().filter(Report::isGrave).forEach(finding -> add(rows, finding));
        skipped.stream()
                .filter(each -> unmade.contains(each.check()))
                .forEach(each -> add(rows, Table.MAGENTA, "NOT RUN", each.check(), each.reason(), each.remedy()));
        skipped.stream()
                .filter(each -> !unmade.contains(each.check()))
                .forEach(each -> add(rows, Table.MAGENTA, "IN PART", each.check(), each.reason(), each.remedy()));
        findings.stream().filter(finding -> !isGrave(finding)).forEach(finding -> add(rows, finding));
        String all = rows.text(isColoured);
        return title + " at " + time + ": " + headline() + "\n" + (all.isEmpty() ? "" : "\n" + all)
                + names("\nRan: ", checks) + names("\nNot applicable here: ", inapplicable);
    }

    private static boolean isGrave(Finding finding) {
        return finding.severity().compareTo(Severity.HIGH) <= 0;
    }

    private static void add(Table rows, Finding finding) {
        String colour = switch (finding.severity()) {
            case CRITICAL, HIGH -> Table.RED;
            case MEDIUM -> Table.YELLOW;
            case OK -> Table.GREEN;
            case LOW, INFO -> "";
        };
        add(rows, colour, finding.severity().name(), finding.check(), finding.sentence(), finding.remedy());
    }

    private static void add(Table rows, String colour, String word, String check, String text, String remedy) {
        rows.coloured(colour, word, check, text);
        if (!remedy.isEmpty()) {
            rows.row("", "", "-> " + remedy);
        }
    }

    private static String names(String head, List<String> names) {
        return names.isEmpty() ? "" : head + SafeText.line(String.join(", ", names)) + "\n";
    }

    private String headline() {
        int all = checks.size() + notMade().size();
        String unrun = "of " + all + (all == 1 ? " check" : " checks") + " could not run";
        Counts counts = new Counts();
        for (Severity severity : Severity.values()) {
            if (severity == Severity.MEDIUM) {
                counts.add(notMade().size(), unrun).add(madeInPart().size(), unrun + " in part");
            }
            counts.add(
                    those(finding -> finding.severity() == severity).size(),
                    severity.name().toLowerCase(Locale.ROOT));
        }
        return (isHealthy() ? "healthy: " : "not healthy: ") + counts.orElse("nothing found");
    }
}
