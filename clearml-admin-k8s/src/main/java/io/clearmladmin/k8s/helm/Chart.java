package io.clearmladmin.k8s.helm;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Helm chart of ClearML's, and which version of it.
 *
 * @param name which chart
 * @param version its version, such as {@code 7.14.4}; if absent, the newest that this library knows of
 */
public record Chart(Name name, Optional<String> version) {

    private static final Pattern VERSION = Pattern.compile("v?(\\d+(\\.\\d+){0,2}([-+].+)?)");

    /** The charts that are known. */
    public enum Name {
        /** The public chart {@code clearml/clearml}, of the open-source server. */
        CLEARML("clearml"),
        /** The public chart {@code clearml/clearml-agent}, which runs tasks as pods. */
        CLEARML_AGENT("clearml-agent"),
        /** The public chart {@code clearml/clearml-serving}. */
        CLEARML_SERVING("clearml-serving"),
        /** The chart of the Enterprise server; all of its keys are not published. */
        CLEARML_ENTERPRISE("clearml-enterprise"),
        /** The chart of the programs that tell of custom events; all of its keys are not published. */
        CLEARML_CUSTOM_EVENTS("clearml-custom-events");

        private final String chart;

        Name(String chart) {
            this.chart = chart;
        }

        @Override
        public String toString() {
            return chart;
        }
    }

    /** Refuses a version that is not one, such as {@code latest}. */
    public Chart {
        Objects.requireNonNull(name, "name");
        version = version.map(Chart::plain);
    }

    /** The public chart. */
    public static Chart clearml(String version) {
        return new Chart(Name.CLEARML, Optional.of(version));
    }

    /** The public chart of the agent. */
    public static Chart clearmlAgent(String version) {
        return new Chart(Name.CLEARML_AGENT, Optional.of(version));
    }

    /** The public chart of model serving. */
    public static Chart clearmlServing(String version) {
        return new Chart(Name.CLEARML_SERVING, Optional.of(version));
    }

    /** The Enterprise server's chart, the newest that is known. */
    public static Chart clearmlEnterprise() {
        return new Chart(Name.CLEARML_ENTERPRISE, Optional.empty());
    }

    /** The Enterprise server's chart. */
    public static Chart clearmlEnterprise(String version) {
        return new Chart(Name.CLEARML_ENTERPRISE, Optional.of(version));
    }

    /** The chart of the custom events. */
    public static Chart clearmlCustomEvents() {
        return new Chart(Name.CLEARML_CUSTOM_EVENTS, Optional.empty());
    }

    private static String plain(String version) {
        var parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new IllegalArgumentException("version: must be like 7.14.4");
        }
        return parts.group(1);
    }

    /** Whether it is the open-source server's. */
    boolean isPublic() {
        return name == Name.CLEARML;
    }

    boolean isEnterprise() {
        return name == Name.CLEARML_ENTERPRISE;
    }

    boolean isServer() {
        return isPublic() || isEnterprise();
    }

    boolean isAtLeast(String other) {
        return version.map(ours -> Version.parse(ours).compareTo(Version.parse(other)) >= 0)
                .orElse(true);
    }

    @Override
    public String toString() {
        return name + version.map(its -> " " + its).orElse("");
    }
}
