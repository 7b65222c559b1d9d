package io.clearmladmin.k8s.controlplane;

import static io.clearmladmin.k8s.controlplane.Selector.container;
import static io.clearmladmin.k8s.controlplane.Selector.labels;
import static io.clearmladmin.k8s.controlplane.Selector.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The components of a control plane. A workload belongs to the first of them that it fits, in their order. Immutable.
 *
 * <pre>{@code
 * Layout.publicChart("clearml")
 *         .external("mongodb")
 *         .with(Component.required("redis", Selector.labels("app=dragonfly")));
 * }</pre>
 */
public final class Layout {

    private static final String DEFAULT_NAME = "clearml";

    private final List<Component> components;

    private Layout(List<Component> components) {
        this.components = List.copyOf(components);
    }

    /**
     * What the public chart (5.x to 7.x) installs, as its templates name it; and the agent of the public agent chart,
     * under whatever release, if it is there.
     */
    public static Layout publicChart(String release) {
        String name = name(release);
        String full = name.contains(DEFAULT_NAME) ? name : name + "-" + DEFAULT_NAME;
        return of(
                Component.optional("async delete", workload(full + "-apiserver-asyncdelete")),
                server("apiserver", full),
                server("fileserver", full),
                server("webserver", full),
                Component.required("mongodb", workload(name + "-mongodb"), bitnami("mongodb", name)),
                Component.required(
                        "elasticsearch", workload("clearml-elastic-master"), labels("app=clearml-elastic-master")),
                Component.required("redis", workload(name + "-redis-*"), bitnami("redis", name)),
                Component.optional("agent", container("k8s-glue")));
    }

    /**
     * What the Enterprise chart installs, under its old name ({@code clearml-enterprise}) or today's ({@code control-plane}),
     * and the agents or orchestrators, the App Gateway and the other services of their own charts. The charts' names are not
     * published and their labels can be set (10.11), so this is a best guess, wide on purpose: containers' names, usual labels,
     * endings of workloads' names, the MCK operator's MongoDB, Dragonfly or Valkey instead of Redis. The report lists what it
     * misses among the workloads that no component claims; {@link #with} adds it.
     */
    public static Layout enterpriseChart(String release) {
        String name = name(release);
        return of(
                Component.optional("async delete", workload("*asyncdelete*"), workload("*async-delete*")),
                Component.optional("usage aggregator", workload("*usage-aggregator*"), workload("*usageaggregator*")),
                Component.optional("policy manager", workload("*policy-manager*"), workload("*policymanager*")),
                Component.optional(
                        "app gateway",
                        labels("app.kubernetes.io/name=clearml-enterprise-app-gateway"),
                        workload("*app-gateway*"),
                        workload("*appgw*"),
                        workload("gateway"),
                        workload("*-gateway")),
                Component.optional("metrics exporter", workload("*-metrics-exporter")),
                Component.optional("platform management", workload("*platform-management*")),
                Component.optional("presign service", workload("*presign-service*")),
                Component.optional("mongodb operator", workload("*mongodb-kubernetes-operator*")),
                enterprise("apiserver", name),
                enterprise("fileserver", name),
                enterprise("webserver", name),
                Component.required(
                        "mongodb",
                        bitnami("mongodb", name),
                        workload("*mongodb*"),
                        container("mongod"),
                        container("mongodb-enterprise-database")),
                Component.required(
                        "elasticsearch",
                        labels("app=clearml-elastic-master"),
                        labels("app.kubernetes.io/name=elasticsearch"),
                        workload("*elastic*")),
                Component.required(
                        "redis",
                        bitnami("redis", name),
                        labels("app.kubernetes.io/name=dragonfly"),
                        labels("app.kubernetes.io/name=valkey"),
                        workload("*redis*"),
                        workload("*dragonfly*"),
                        workload("*valkey*")),
                Component.optional(
                        "agent",
                        container("k8s-glue"),
                        labels("app.kubernetes.io/name=clearml-enterprise-agent"),
                        workload("*-agent"),
                        workload("*orchestrator*")));
    }

    /** These components, in this order. */
    public static Layout of(Component... components) {
        Layout layout = new Layout(List.of());
        for (Component component : components) {
            layout = layout.with(component);
        }
        return layout;
    }

    /** With a component, replacing the one of the same name if there is one, else as the last. */
    public Layout with(Component component) {
        List<Component> changed = new ArrayList<>(components);
        changed.replaceAll(old -> old.name().equals(component.name()) ? component : old);
        if (!changed.contains(component)) {
            changed.add(component);
        }
        return new Layout(changed);
    }

    /** With these declared external, such as a cloud provider's databases. */
    public Layout external(String... names) {
        Layout layout = this;
        for (String name : names) {
            requireKnown(name);
            layout = layout.with(Component.external(name));
        }
        return layout;
    }

    /** Without these. */
    public Layout without(String... names) {
        List<String> gone = List.of(names);
        gone.forEach(this::requireKnown);
        return new Layout(components.stream()
                .filter(component -> !gone.contains(component.name()))
                .toList());
    }

    /** The components in their order. */
    public List<Component> components() {
        return components;
    }

    private void requireKnown(String name) {
        List<String> names = components.stream().map(Component::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("name: there is no component '" + name + "', but " + names);
        }
    }

    private static Component server(String part, String full) {
        return Component.required(
                part, workload(full + "-" + part), labels("app.kubernetes.io/instance=" + full + "-" + part));
    }

    private static Component enterprise(String part, String release) {
        return Component.required(
                part,
                container("clearml-" + part),
                workload(release + "-" + part),
                labels("app.kubernetes.io/name=clearml-enterprise,app.kubernetes.io/component=" + part));
    }

    private static Selector bitnami(String chart, String release) {
        return labels("app.kubernetes.io/name=" + chart + ",app.kubernetes.io/instance=" + release);
    }

    private static String name(String release) {
        if (!DnsName.isLabel(release) || release.length() > 53) {
            throw new IllegalArgumentException(
                    "release: must be a Helm release's name (lower-case letters, digits, '-', at most 53), got '"
                            + release + "'");
        }
        return release;
    }
}
