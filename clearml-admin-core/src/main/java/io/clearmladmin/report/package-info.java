/**
 * What audit, doctor, control plane, preflight and the check of values return: one {@link
 * io.clearmladmin.report.Report}, as text for people and as JSON for programs.
 *
 * <pre>{@code
 * import io.clearmladmin.audit.Audit;
 * import io.clearmladmin.report.Report;
 * import io.clearmladmin.report.Severity;
 * import java.nio.file.Files;
 *
 * Report report = Audit.builder(clearml).build().run();
 * System.out.print(report.forTerminal());
 * report.atLeast(Severity.HIGH).forEach(finding -> System.out.println(finding.remedy()));
 * Files.writeString(folder.resolve("audit.json"), report.toJson());
 * }</pre>
 */
package io.clearmladmin.report;
