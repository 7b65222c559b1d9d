package io.clearmladmin.internal.health;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.login.ServerErrors;
import io.clearmladmin.login.SupportedModesQuery;
import io.clearmladmin.server.HealthStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a server itself says is wrong with it, part by part; the audit and the control plane's check read it. */
public enum HealthPart {
    /** Whether it reaches Elasticsearch. */
    SEARCH_STORE("the search store", Edition.OPEN_SOURCE),
    /** Its own check of itself. */
    HEALTH_CHECK("the health check", Edition.ENTERPRISE),
    /** The state of its databases. */
    DATABASES("the databases", Edition.ENTERPRISE);

    /** What to do about a problem. */
    public static final String REMEDY = "See the API server's log and the state of its databases.";

    private static final int LONGEST = 300;
    private static final Pattern PASSWORD = Pattern.compile("//[^/\\s]*@");
    private static final Set<String> NOTHING = Set.of("", "{}", "[]");

    private final String title;
    private final Edition edition;

    HealthPart(String title, Edition edition) {
        this.title = title;
        this.edition = edition;
    }

    /**
     * Something that is wrong.
     *
     * @param subject what it is wrong with
     * @param evidence what the server says of it, without passwords
     */
    public record Problem(String subject, String evidence) {}

    /** What a report calls it. */
    public String title() {
        return title;
    }

    /** Whether only an Enterprise server says it. */
    public boolean isEnterpriseOnly() {
        return edition == Edition.ENTERPRISE;
    }

    /** Asks the server, by one call. */
    public List<Problem> problems(ClearMl clearml) {
        return switch (this) {
            case SEARCH_STORE -> searchStore(clearml);
            case HEALTH_CHECK -> healthCheck(clearml);
            case DATABASES -> databases(clearml);
        };
    }

    /** Why a part could not be read. */
    public static String whyUnread(RuntimeException failure) {
        if (failure instanceof ForbiddenException forbidden) {
            return forbidden.endpoint() + " needs another role: "
                    + forbidden.error().message();
        }
        return String.valueOf(failure.getMessage());
    }

    private static List<Problem> searchStore(ClearMl clearml) {
        Optional<ServerErrors> errors = clearml.login()
                .supportedModes(SupportedModesQuery.builder().build())
                .serverErrors();
        List<Problem> problems = new ArrayList<>();
        if (errors.flatMap(ServerErrors::esConnectionError).orElse(false)) {
            problems.add(problem("Elasticsearch", "The server cannot reach it"));
        }
        if (errors.flatMap(ServerErrors::missedEsUpgrade).orElse(false)) {
            problems.add(problem("Elasticsearch", "An upgrade of its data was missed"));
        }
        return problems;
    }

    private static List<Problem> healthCheck(ClearMl clearml) {
        return checkedErrors(clearml).map(errors -> problem("the server's health check", errors)).stream()
                .toList();
    }

    private static Optional<String> checkedErrors(ClearMl clearml) {
        try {
            return clearml.server()
                    .healthCheck()
                    .errors()
                    .filter(errors -> !NOTHING.contains(errors.toString().strip()))
                    .map(Object::toString);
        } catch (ServerErrorException unwell) {
            return Optional.of(whyUnread(unwell));
        }
    }

    private static List<Problem> databases(ClearMl clearml) {
        HealthStatus status = clearml.server().healthStatus();
        return status.failed().orElse(false)
                ? List.of(problem("the server's databases", status.dbs().toString()))
                : List.of();
    }

    // What the server says of its databases may name them by addresses with a password.
    private static Problem problem(String subject, String said) {
        String evidence = PASSWORD.matcher(said).replaceAll("//***@");
        return new Problem(subject, evidence.length() <= LONGEST ? evidence : evidence.substring(0, LONGEST) + "…");
    }
}
