package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Builds {@code clearml-custom-events-values.override.yaml}, the values of the chart whose programs publish events of pods and
 * tenants. For one thread.
 */
public final class CustomEventsValuesBuilder {

    // The fields hold secrets in the clear, so this must not be serialized by its fields.
    private final transient Map<String, Object> root = new LinkedHashMap<>();

    CustomEventsValuesBuilder() {}

    /** The token of the registry that has the images. */
    public CustomEventsValuesBuilder imageCredentials(Secret password) {
        return put("global.imageCredentials.password", Required.secret("imageCredentials", password));
    }

    /** The API server, and the key that the programs log in with. Required. */
    public CustomEventsValuesBuilder apiServer(URI url, String key, Secret secret) {
        if (!CustomEventsChartRules.isHttp(url.toString())) {
            throw new IllegalArgumentException("url: must be an address of http or https, without a user in it");
        }
        put(CustomEventsChartRules.URL, url.toString());
        put(CustomEventsChartRules.KEY, Required.text("key", key));
        return put(CustomEventsChartRules.SECRET, Required.secret("secret", secret));
    }

    /** How often the monitor reads the pods, in whole seconds; the guide has 60. */
    public CustomEventsValuesBuilder checkInterval(Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0
                || interval.compareTo(Duration.ofDays(1)) > 0
                || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
            throw new IllegalArgumentException("checkInterval: must be whole seconds, at most a day, got " + interval);
        }
        return put(CustomEventsChartRules.INTERVAL, Math.toIntExact(interval.toSeconds()));
    }

    /** This cluster's own id, which must stay the same: the monitor uses it to find what it has published. Required. */
    public CustomEventsValuesBuilder podsMonitorUUID(UUID uuid) {
        return put(CustomEventsChartRules.UUID_PATH, uuid.toString());
    }

    /** When pods are counted: a CronJob schedule such as {@code @daily}. */
    public CustomEventsValuesBuilder podsInventory(String schedule) {
        return schedule("podsInventory", CustomEventsChartRules.SCHEDULES.get(0), schedule);
    }

    /** When tenants are counted: a CronJob schedule such as {@code @daily}. */
    public CustomEventsValuesBuilder companyInventory(String schedule) {
        return schedule("companyInventory", CustomEventsChartRules.SCHEDULES.get(1), schedule);
    }

    private CustomEventsValuesBuilder schedule(String field, String path, String schedule) {
        if (!Schedules.isSchedule(schedule)) {
            throw new IllegalArgumentException(field + ": must be five fields such as '0 3 * * *', or such as @daily");
        }
        return put(path, schedule);
    }

    /** Any other value, as {@link ServerValuesBuilder#set}. */
    public CustomEventsValuesBuilder set(String path, Object value) {
        return put(Required.text("path", path), YamlValues.copy(path, value));
    }

    private CustomEventsValuesBuilder put(String path, Object value) {
        ValuesTree.put(root, path, value);
        return this;
    }

    /**
     * Builds the values, and checks them. May be called again.
     *
     * @throws IllegalArgumentException if the check finds anything that is {@link io.clearmladmin.report.Severity#MEDIUM}
     *     or worse, by path and reason
     */
    public HelmValues build() {
        return ValuesValidator.checked(
                new HelmValues(Chart.clearmlCustomEvents(), "values", YamlValues.map(root), Map.of()));
    }
}
