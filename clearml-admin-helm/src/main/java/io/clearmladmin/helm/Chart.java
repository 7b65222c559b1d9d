package io.clearmladmin.helm;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Helm chart of ClearML, in one version.
 *
 * @param name which chart
 * @param version its version, such as {@code 7.14.4}; if absent, the newest that this library knows
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
        /** The chart of the Enterprise server; not all of its keys are published. */
        CLEARML_ENTERPRISE("clearml-enterprise"),
        /** The chart of the programs that publish custom events; not all of its keys are published. */
        CLEARML_CUSTOM_EVENTS("clearml-custom-events"),
        /** The chart of the Enterprise agent; called {@link #ORCHESTRATOR} today. */
        CLEARML_ENTERPRISE_AGENT("clearml-enterprise-agent"),
        /** The chart of the App Gateway; called {@link #GATEWAY} today. */
        CLEARML_ENTERPRISE_APP_GATEWAY("clearml-enterprise-app-gateway"),
        /** The chart that signs addresses of files; called {@link #PRESIGN_SERVICE} today. */
        CLEARML_PRESIGN_SERVICE("clearml-presign-service"),
        /** The chart of the platform management; {@link #PLATFORM_MANAGEMENT_CENTER} has its web UI today. */
        CLEARML_ENTERPRISE_PLATFORM_MANAGEMENT("clearml-enterprise-platform-management"),
        /** Today's name of {@link #CLEARML_ENTERPRISE}. No chart of today's names was opened: keys are those of the guides. */
        CONTROL_PLANE("control-plane"),
        /** Today's name of {@link #CLEARML_ENTERPRISE_AGENT}. */
        ORCHESTRATOR("orchestrator"),
        /** Today's name of {@link #CLEARML_ENTERPRISE_APP_GATEWAY}. */
        GATEWAY("gateway"),
        /** Today's name of {@link #CLEARML_PRESIGN_SERVICE}. */
        PRESIGN_SERVICE("presign-service"),
        /** Today's chart of the platform management's web UI. */
        PLATFORM_MANAGEMENT_CENTER("platform-management-center"),
        /** The chart of the collector of resource metrics. */
        RESOURCE_METRICS_COLLECTOR("resource-metrics-collector");

        private final String chart;

        Name(String chart) {
            this.chart = chart;
        }

        @Override
        public String toString() {
            return chart;
        }
    }

    /** Refuses an invalid version, such as {@code latest}. */
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

    /** A chart, the newest that is known. */
    public static Chart of(Name name) {
        return new Chart(name, Optional.empty());
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

    /** Whether it is the chart of the open-source server. */
    boolean isPublic() {
        return name == Name.CLEARML;
    }

    /** Whether it is the chart of the Enterprise server, under its former name. */
    boolean isEnterprise() {
        return name == Name.CLEARML_ENTERPRISE;
    }

    /** Whether it is the chart of the Enterprise server, under today's name. */
    boolean isControlPlane() {
        return name == Name.CONTROL_PLANE;
    }

    /** The key of the server's own settings. */
    String own(String key) {
        return (isControlPlane() ? "controlPlane." : "clearml.") + key;
    }

    boolean isServer() {
        return isPublic() || isEnterprise() || isControlPlane();
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
