package io.clearmladmin.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.HostileText;
import io.clearmladmin.house.Schema;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One report for all that checks: what counts, in which order it is shown, and what programs get. */
class ReportTest {

    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private static Finding finding(String check, Severity severity) {
        return new Finding(check, severity, "the thing", "is so", "Change it", "");
    }

    private static Report of(Findings findings) {
        return findings.report("Check of all", TIME);
    }

    private static Report everySeverity() {
        Findings findings = new Findings();
        for (Severity severity : new Severity[] {
            Severity.OK, Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL
        }) {
            findings.add(finding("one", severity));
        }
        findings.add(new SkippedCheck("two", "nobody is there", "Be there"));
        findings.add(new SkippedCheck("one", "the last part: no", ""));
        findings.add(new Finding("three", Severity.HIGH, "a key", "is public", "", "values.yaml:7"));
        findings.ran("one");
        findings.ran("three");
        findings.inapplicable("four");
        return of(findings);
    }

    @Test
    void the_text_counts_in_its_headline_and_shows_the_worst_first_in_columns() {
        assertThat(everySeverity().toText()).isEqualTo("""
                        Check of all at 2026-03-01T12:00:00Z: not healthy: 1 critical, 2 high, 1 of 3 checks could not run, \
                        1 of 3 checks could not run in part, 1 medium, 1 low, 1 info, 1 ok

                        CRITICAL  one    the thing: is so
                                         -> Change it
                        HIGH      one    the thing: is so
                                         -> Change it
                        HIGH      three  a key (values.yaml:7): is public
                        NOT RUN   two    nobody is there
                                         -> Be there
                        IN PART   one    the last part: no
                        MEDIUM    one    the thing: is so
                                         -> Change it
                        LOW       one    the thing: is so
                                         -> Change it
                        INFO      one    the thing: is so
                                         -> Change it
                        OK        one    the thing: is so
                                         -> Change it

                        Ran: one, three

                        Not applicable here: four
                        """);
    }

    @Test
    void what_could_not_be_checked_at_all_is_not_healthy_and_what_could_in_part_is() {
        Findings findings = new Findings();
        assertThat(of(findings).isHealthy()).isTrue();
        assertThat(of(findings).toText()).isEqualTo("Check of all at 2026-03-01T12:00:00Z: healthy: nothing found\n");
        findings.ran("one");
        findings.add(finding("one", Severity.MEDIUM));
        findings.add(new SkippedCheck("one", "a part", ""));
        assertThat(of(findings).isHealthy()).isTrue();
        findings.add(new SkippedCheck("two", "all", ""));
        Report report = of(findings);
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.notMade()).containsExactly("two");
        assertThat(report.madeInPart()).containsExactly("one");
    }

    @Test
    void a_finding_that_is_high_is_not_healthy() {
        Findings findings = new Findings();
        findings.add(finding("one", Severity.HIGH));
        findings.add(finding("two", Severity.LOW));
        Report report = of(findings);
        assertThat(report.isHealthy()).isFalse();
        assertThat(report.atLeast(Severity.HIGH)).extracting(Finding::check).containsExactly("one");
        assertThat(report.of("two")).extracting(Finding::severity).containsExactly(Severity.LOW);
    }

    @Test
    void colours_are_the_words_alone_and_only_for_a_terminal() {
        Report report = everySeverity();
        String coloured = report.text(true);
        assertThat(coloured).contains("\u001b[31mCRITICAL\u001b[0m  one", "\u001b[32mOK\u001b[0m        one");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(report.toText());
        // The build has no terminal.
        assertThat(report.forTerminal()).isEqualTo(report.toText()).isEqualTo(report.toString());
    }

    @Test
    void programs_get_json_of_the_schema() {
        String json = everySeverity().toJson();
        assertThat(Schema.misfits(Report.jsonSchema(), json)).isEmpty();
        assertThat(json)
                .contains(
                        "\"time\" : \"2026-03-01T12:00:00Z\"", "\"healthy\" : false", "\"where\" : \"values.yaml:7\"");
        assertThat(Schema.misfits(Report.jsonSchema(), json.replace("\"HIGH\"", "\"BAD\"")))
                .isNotEmpty();
        assertThat(Schema.misfits(Report.jsonSchema(), json.replace("\"healthy\"", "\"well\"")))
                .isNotEmpty();
    }

    @Test
    void text_of_others_does_no_harm_in_text_json_or_a_line() {
        String bad = HostileText.TEXT;
        Finding finding = new Finding(bad, Severity.HIGH, bad, bad, bad, bad);
        SkippedCheck skip = new SkippedCheck(bad, bad, bad);
        Report report = new Report(bad, TIME, List.of(finding), List.of(skip), List.of(bad), List.of(bad));
        assertThat(List.of(report.toText(), report.toJson(), finding.toString(), skip.toString()))
                .noneMatch(HostileText::harms);
    }
}
