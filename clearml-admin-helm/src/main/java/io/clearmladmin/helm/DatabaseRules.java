package io.clearmladmin.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.report.Severity;
import java.util.List;

/** Checks the databases of the chart, and external ones. */
final class DatabaseRules {

    static final String ELASTICSEARCH = "externalServices.elasticsearchConnectionString";
    static final String MONGODB_AUTH = "externalServices.mongodbConnectionStringAuth";
    static final String MONGODB_BACKEND = "externalServices.mongodbConnectionStringBackend";
    // The versions of the public chart up to which these keys apply.
    private static final String ELASTICSEARCH_5_5 = "externalServices.elasticsearchHost";
    private static final String MONGODB_5_3 = "externalServices.mongodbConnectionString";
    private static final String MONGODB_4 = "externalServices.mongodbHost";
    private static final String VALKEY_HOST = "externalServices.valkeyHost";
    static final String REDIS_HOST = "externalServices.redisHost";
    private static final String EXTERNAL = "externalServices.";
    private static final List<String> BUNDLED =
            List.of("elasticsearch", "mongodb", "mongodb-kubernetes", "redis", "valkey");
    private static final String RULE = "database";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Values values;
    private final Findings findings;

    private DatabaseRules(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /**
     * Whether a text is the chart's own example of a database, beside the database that it brings. The chart's whole file of
     * values has such texts ({@code helm show values}); nothing reads them as long as that database is on.
     */
    static boolean isExample(Values values, String path) {
        return path.startsWith(EXTERNAL)
                && values.text(path).filter(TextRules::isPlaceholder).isPresent()
                && BUNDLED.stream()
                        .filter(bundled -> path.startsWith(EXTERNAL + bundled.replaceFirst("-.*", "")))
                        .anyMatch(bundled -> values.isOn(bundled + ".enabled"));
    }

    static void check(Values values, Findings findings) {
        if (!values.chart().isServer() || (values.chart().isPublic() && !values.isKey(REDIS_HOST))) {
            return;
        }
        DatabaseRules rules = new DatabaseRules(values, findings);
        boolean isToday = values.chart().isControlPlane();
        rules.either(
                "elasticsearch", rules.external(List.of(List.of(ELASTICSEARCH), List.of(ELASTICSEARCH_5_5))), false);
        rules.either(
                isToday ? "mongodb-kubernetes" : "mongodb",
                rules.external(
                        List.of(List.of(MONGODB_AUTH, MONGODB_BACKEND), List.of(MONGODB_5_3), List.of(MONGODB_4))),
                values.isOn("mckMongodb.enabled"));
        rules.either(isToday ? "valkey" : "redis", List.of(isToday ? VALKEY_HOST : REDIS_HOST), false);
        rules.mongodb();
        rules.elasticsearch();
        rules.port(isToday ? "externalServices.valkeyPort" : "externalServices.redisPort");
    }

    // The first of these that this version of the chart has.
    private List<String> external(List<List<String>> newestFirst) {
        if (!values.chart().isPublic()) {
            return newestFirst.get(0);
        }
        return newestFirst.stream()
                .filter(keys -> keys.stream().allMatch(values::isKey))
                .findFirst()
                .orElseThrow();
    }

    private void either(String bundled, List<String> external, boolean hasOther) {
        String enabled = bundled + ".enabled";
        List<String> named = external.stream()
                .filter(path -> values.has(path) && !isExample(values, path))
                .toList();
        List<String> missing =
                external.stream().filter(path -> !values.has(path)).toList();
        boolean isOff = values.on(enabled).filter(on -> !on).isPresent();
        if (!named.isEmpty() && !isOff) {
            boolean isExplicit = values.isOn(enabled);
            findings.find(
                    RULE,
                    isExplicit ? Severity.HIGH : severityOfDefault(),
                    named.get(0),
                    "set, but " + enabled + (isExplicit ? " is true" : " is not false") + ", so that it is not read",
                    "Set " + enabled + " to false to use your own, or remove this.");
        }
        boolean isHalf = !named.isEmpty() && !missing.isEmpty();
        if (isHalf || (isOff && !hasOther && named.isEmpty())) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    missing.get(0),
                    isHalf ? "not set, but " + named.get(0) + " is" : "not set, but " + enabled + " is false",
                    "Set the address of your own, or do not set " + enabled + ".");
        }
    }

    // The default values of the Enterprise chart are not published.
    private Severity severityOfDefault() {
        return values.chart().isPublic() ? Severity.MEDIUM : Severity.LOW;
    }

    private void mongodb() {
        boolean isMigrated = values.isOn("mckMongodb.migrated");
        if (values.isOn("mckMongodb.enabled") && values.isOn("mongodb.enabled")) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    "mckMongodb.enabled",
                    "enabled together with mongodb.enabled" + (isMigrated ? ", though the data is migrated" : ""),
                    isMigrated
                            ? "Set mongodb.enabled to false."
                            : "That is right only while the data is moved from one to the other.");
        }
        if (isMigrated && !values.isOn("mckMongodb.enabled")) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    "mckMongodb.migrated",
                    "set, but mckMongodb.enabled is not",
                    "Enable mckMongodb: by this setting, the data is there.");
        }
        for (String path : List.of(MONGODB_AUTH, MONGODB_BACKEND, MONGODB_5_3)) {
            values.text(path)
                    .filter(text -> !text.startsWith("mongodb://") && !text.startsWith("mongodb+srv://"))
                    .ifPresent(wrong -> findings.find(
                            RULE,
                            Severity.HIGH,
                            path,
                            "not a MongoDB connection string",
                            "Write mongodb://host:27017/auth, or /backend."));
        }
    }

    private void elasticsearch() {
        values.text(ELASTICSEARCH)
                .filter(text -> !isHostList(text))
                .ifPresent(wrong -> findings.find(
                        "json",
                        Severity.HIGH,
                        ELASTICSEARCH,
                        "not a JSON list of hosts and ports",
                        "Write [{\"host\":\"es-1\",\"port\":9200}], in single quotes."));
    }

    private static boolean isHostList(String text) {
        try {
            JsonNode list = JSON.readTree(text);
            if (!list.isArray() || list.isEmpty()) {
                return false;
            }
            for (JsonNode item : list) {
                if (!item.path("host").isTextual() || !item.path("port").isInt()) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private void port(String path) {
        values.text(path)
                .filter(port -> !HostNames.isPort(port) && !TextRules.isPlaceholder(port))
                .ifPresent(wrong ->
                        findings.find(RULE, Severity.HIGH, path, "not a port", "Write a number from 1 to 65535."));
    }
}
