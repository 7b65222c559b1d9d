package io.clearmladmin.audit;

import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.login.ServerErrors;
import io.clearmladmin.login.SupportedModesQuery;
import io.clearmladmin.report.Severity;
import io.clearmladmin.server.HealthStatus;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what the server itself reports as wrong. */
final class Health {

    private static final int LONGEST = 300;
    private static final Pattern PASSWORD = Pattern.compile("//[^/\\s]*@");
    private static final Set<String> NOTHING = Set.of("", "{}", "[]");

    private Health() {}

    static void check(AuditContext site, FindingCollector notes) {
        notes.part("Elasticsearch", () -> searchStore(site, notes));
        if (site.isEnterprise()) {
            notes.part(
                    "the health check",
                    () -> healthCheck(site).ifPresent(errors -> find(notes, "the server's health check", errors)));
            notes.part("the databases", () -> databases(site, notes));
        }
    }

    private static void searchStore(AuditContext site, FindingCollector notes) {
        Optional<ServerErrors> errors = site.clearml()
                .login()
                .supportedModes(SupportedModesQuery.builder().build())
                .serverErrors();
        if (errors.flatMap(ServerErrors::esConnectionError).orElse(false)) {
            find(notes, "Elasticsearch", "The server cannot reach it");
        }
        if (errors.flatMap(ServerErrors::missedEsUpgrade).orElse(false)) {
            find(notes, "Elasticsearch", "An upgrade of its data was missed");
        }
    }

    private static Optional<String> healthCheck(AuditContext site) {
        try {
            return site.clearml()
                    .server()
                    .healthCheck()
                    .errors()
                    .filter(Health::isSomething)
                    .map(Object::toString);
        } catch (ServerErrorException unwell) {
            return Optional.of(FindingCollector.reason(unwell));
        }
    }

    private static void databases(AuditContext site, FindingCollector notes) {
        HealthStatus status = site.clearml().server().healthStatus();
        if (status.failed().orElse(false)) {
            find(notes, "the server's databases", status.dbs().toString());
        }
    }

    private static boolean isSomething(Object errors) {
        return !NOTHING.contains(errors.toString().strip());
    }

    // The server's report of its databases may contain addresses with a password.
    private static void find(FindingCollector notes, String subject, String said) {
        String evidence = PASSWORD.matcher(said).replaceAll("//***@");
        notes.find(
                Severity.HIGH,
                subject,
                evidence.length() <= LONGEST ? evidence : evidence.substring(0, LONGEST) + "…",
                "Check the API server's log and the state of its databases.");
    }
}
