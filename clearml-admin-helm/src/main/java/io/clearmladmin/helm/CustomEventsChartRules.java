package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Checks the chart of the custom events, and schedules of the Enterprise server's chart. */
final class CustomEventsChartRules {

    static final String UUID_PATH = "clearml-pods-monitor-exporter.podsMonitorUUID";
    static final String INTERVAL = "clearml-pods-monitor-exporter.checkIntervalSeconds";
    static final String URL = "global.clearml.apiServerUrlReference";
    static final String KEY = "global.clearml.apiServerKey";
    static final String SECRET = "global.clearml.apiServerSecret";
    static final List<String> SCHEDULES =
            List.of("clearml-pods-inventory.cronJob.schedule", "clearml-company-inventory.cronJob.schedule");
    private static final List<String> SERVER_SCHEDULES = List.of(
            "usageScripts.storageResourcesExporter.cronJob.schedule", "usageScripts.companyLifecycle.cronJob.schedule");

    private final Values values;
    private final Findings findings;

    private CustomEventsChartRules(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static void check(Values values, Findings findings) {
        CustomEventsChartRules rules = new CustomEventsChartRules(values, findings);
        (values.chart().isServer() ? SERVER_SCHEDULES : SCHEDULES).forEach(rules::schedule);
        if (values.chart().name() == Chart.Name.CLEARML_CUSTOM_EVENTS) {
            List.of(URL, KEY, SECRET).forEach(rules::needed);
            rules.url();
            rules.uuid();
            rules.interval();
        }
    }

    private void needed(String path) {
        if (!values.has(path)) {
            findings.find(
                    "api-server",
                    Severity.HIGH,
                    path,
                    "not set, but the programs that publish events log in there",
                    "Set it.");
        }
    }

    private void url() {
        values.text(URL).filter(text -> !TextRules.isPlaceholder(text)).ifPresent(text -> {
            if (!isHttp(text)) {
                findings.find(
                        "api-server",
                        Severity.HIGH,
                        URL,
                        "not an address of http or https",
                        "Write the API server's address, such as https://api.ml.example.com.");
            } else if (text.matches("https?://app\\..*")) {
                findings.find(
                        "api-server",
                        Severity.MEDIUM,
                        URL,
                        "looks like the web UI's address",
                        "Write the API server's, which is usually at api. instead of app.");
            }
        });
    }

    static boolean isHttp(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private void uuid() {
        String uuid = values.text(UUID_PATH).orElse("");
        if (uuid.isEmpty()) {
            findings.find(
                    "pods-monitor-uuid",
                    Severity.HIGH,
                    UUID_PATH,
                    "empty",
                    "Write a UUID of this cluster's own, such as of 'uuidgen', and keep it: the monitor uses it to find what"
                            + " it has published.");
        } else if (!GroupRules.UUID_TEXT.matcher(uuid).matches() && !TextRules.isPlaceholder(uuid)) {
            findings.find(
                    "pods-monitor-uuid",
                    Severity.MEDIUM,
                    UUID_PATH,
                    "not a UUID",
                    "Write a UUID of this cluster's own, such as of 'uuidgen': another cluster may have the same name.");
        }
    }

    private void interval() {
        Object interval = values.get(INTERVAL);
        boolean isRight = interval == null || (interval instanceof Integer seconds && seconds > 0);
        if (!isRight) {
            findings.find(
                    "interval",
                    Severity.HIGH,
                    INTERVAL,
                    "not a number of seconds above 0",
                    "Write a number such as 60.");
        }
    }

    private void schedule(String path) {
        values.text(path)
                .filter(text -> !Schedules.isSchedule(text) && !TextRules.isPlaceholder(text))
                .ifPresent(wrong -> findings.find(
                        "schedule",
                        Severity.HIGH,
                        path,
                        "not a schedule of a CronJob",
                        "Write five fields such as \"0 3 * * *\", or a name such as \"@daily\", in quotes."));
    }
}
