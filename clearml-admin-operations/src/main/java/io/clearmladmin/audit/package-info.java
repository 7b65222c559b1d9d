/**
 * Finds what is unsafe, broken or forgotten on a server; start at {@link io.clearmladmin.audit.Audit}.
 *
 * <pre>{@code
 * import io.clearmladmin.audit.Audit;
 * import io.clearmladmin.report.Report;
 * import io.clearmladmin.report.Severity;
 * import java.time.Duration;
 * import java.util.Set;
 *
 * Report report = Audit.builder(clearml).build().run();
 * System.out.print(report.forTerminal());
 * report.atLeast(Severity.HIGH).forEach(finding -> System.out.println(finding.check() + ": " + finding.remedy()));
 * Report keys = Audit.builder(clearml).only(Set.of("unused-keys")).unusedFor(Duration.ofDays(90)).build().run();
 * System.out.println(keys.toJson());
 * }</pre>
 */
package io.clearmladmin.audit;
