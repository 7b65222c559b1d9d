package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.k8s.controlplane.ComponentReport.State;
import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Findings;
import io.clearmladmin.report.Severity;
import io.clearmladmin.report.SkippedCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings about the components' states. */
final class Diagnosis {

    private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");
    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private final Instant now;
    private final Duration recently;
    private final List<String> namespaces;
    private final Findings findings;

    Diagnosis(Instant now, Duration recently, List<String> namespaces, Findings findings) {
        this.findings = findings;
        this.now = now;
        this.recently = recently;
        this.namespaces = namespaces;
    }

    void check(Component component, ComponentReport report, boolean knowsServices, List<WorkloadReport> unclaimed) {
        switch (report.state()) {
            case UNKNOWN -> {}
            case EXTERNAL -> findings.inapplicable(report.name());
            default -> findings.ran(report.name());
        }
        int before = findings.size();
        for (WorkloadReport workload : report.workloads()) {
            Severity severity = report.state() == State.DOWN ? Severity.CRITICAL : Severity.MEDIUM;
            workload.problem()
                    .ifPresent(problem -> add(
                            severity,
                            report,
                            workload.kind() + " " + workload.name(),
                            problem,
                            in(workload),
                            describe(workload.namespace(), workload.kind(), workload.name())));
            workload.pods().forEach(pod -> pod(severity, report, workload, pod));
        }
        if (findings.size() == before) {
            state(component, report, unclaimed);
        }
        mixed(report);
        boolean isServed = !report.services().isEmpty() || report.workloads().isEmpty();
        if (knowsServices && !isServed && component.need() == Component.Need.REQUIRED) {
            add(
                    Severity.MEDIUM,
                    report,
                    "its Service",
                    "No Service selects its pods, so nothing reaches them by name",
                    in(report.workloads().get(0)),
                    "Compare the pods' labels with the Services' selectors: kubectl -n "
                            + report.workloads().get(0).namespace() + " get services -o wide");
        }
    }

    /** Components that share an image are of one version; those mixed in themselves were reported before. */
    void checkAcross(List<ComponentReport> reports) {
        Map<String, Map<String, Set<String>>> found = new TreeMap<>();
        for (ComponentReport report : reports) {
            byRepository(report).forEach((repository, images) -> {
                if (images.size() == 1) {
                    found.computeIfAbsent(repository, none -> new TreeMap<>())
                            .computeIfAbsent(images.get(0).version(), none -> new TreeSet<>())
                            .add(report.name());
                }
            });
        }
        found.forEach((repository, versions) -> {
            if (versions.size() > 1) {
                String all = versions.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining(" and "));
                findings.add(new Finding(
                        "versions",
                        Severity.MEDIUM,
                        repository,
                        "Runs as " + all,
                        "Bring them to one version by one helm upgrade",
                        ""));
            }
        });
    }

    private static Map<String, List<Image>> byRepository(ComponentReport report) {
        return report.images().stream()
                .collect(Collectors.groupingBy(Image::repository, TreeMap::new, Collectors.toList()));
    }

    private void mixed(ComponentReport report) {
        byRepository(report).forEach((repository, images) -> {
            if (images.size() > 1) {
                String all = images.stream().map(Image::version).sorted().collect(Collectors.joining(", "));
                add(
                        Severity.MEDIUM,
                        report,
                        "its pods",
                        "They run " + Phrases.count(images.size(), "version") + " of " + repository + ": " + all,
                        "",
                        "If no roll-out is in progress, one is stuck: see kubectl rollout status");
            }
        });
    }

    private void state(Component component, ComponentReport report, List<WorkloadReport> unclaimed) {
        boolean isRequired = component.need() == Component.Need.REQUIRED;
        switch (report.state()) {
            case MISSING ->
                add(
                        Severity.CRITICAL,
                        report,
                        "its workloads",
                        "Not found" + where() + "; looked for " + looked(component),
                        "",
                        "Install it, declare it external, or say by Layout.with where it is" + seen(unclaimed));
            case UNKNOWN -> {
                if (isRequired) {
                    findings.add(new SkippedCheck(
                            report.name(), "Not found in what could be read" + where(), "See what could not be read"));
                }
            }
            case STOPPED ->
                add(
                        isRequired ? Severity.CRITICAL : Severity.MEDIUM,
                        report,
                        "its workloads",
                        "Scaled to zero",
                        "",
                        "Scale it up again, if that was not on purpose");
            case DOWN -> add(Severity.CRITICAL, report, "its pods", counts(report), "", events(report));
            case DEGRADED -> add(Severity.MEDIUM, report, "its pods", counts(report), "", events(report));
            case HEALTHY, ABSENT, EXTERNAL -> {}
        }
    }

    private void pod(Severity severity, ComponentReport report, WorkloadReport workload, PodReport pod) {
        String describe = describe(workload.namespace(), "pod", pod.name());
        pod.problem()
                .ifPresent(problem ->
                        add(severity, report, "Pod " + pod.name(), problem + warnings(pod), in(workload), describe));
        for (ContainerReport container : pod.containers()) {
            boolean isLate = container.waiting().isPresent()
                    && (!STARTING.contains(container.waiting().get()) || isOld(pod));
            boolean hasRestarted = container.restarts() > 0
                    && container
                            .ended()
                            .flatMap(Termination::finished)
                            .filter(this::isRecent)
                            .isPresent();
            boolean hasFailed = !container.isReady()
                    && container.ended().filter(ended -> ended.exitCode() != 0).isPresent();
            if (isLate || hasRestarted || hasFailed) {
                add(
                        severity,
                        report,
                        "Pod " + pod.name() + ", container " + container.name(),
                        story(container) + warnings(pod),
                        in(workload),
                        remedy(container, workload.namespace(), pod.name()));
            }
        }
    }

    private boolean isOld(PodReport pod) {
        return pod.created()
                .filter(made -> made.isBefore(now.minus(TIME_TO_START)))
                .isPresent();
    }

    private boolean isRecent(Instant time) {
        return time.isAfter(now.minus(recently));
    }

    private String story(ContainerReport container) {
        List<String> parts = new ArrayList<>();
        container.waiting().ifPresent(parts::add);
        container
                .ended()
                .ifPresent(ended -> parts.add("ended " + ended.reason() + " (exit code " + ended.exitCode() + ")"
                        + ended.finished().map(this::ago).orElse("")));
        if (container.restarts() > 0) {
            parts.add(Phrases.count(container.restarts(), "restart"));
        }
        String waiting = container.waiting().orElse("");
        if (waiting.contains("Image")) {
            parts.add("image " + container.image());
        }
        return String.join(", ", parts);
    }

    private String ago(Instant time) {
        return " " + Phrases.span(Duration.between(time, now)) + " ago";
    }

    private static String warnings(PodReport pod) {
        return pod.warnings().isEmpty()
                ? ""
                : "; warned of "
                        + pod.warnings().stream()
                                .map(warning -> warning.reason() + " (" + warning.count() + "x)")
                                .collect(Collectors.joining(", "));
    }

    private static String remedy(ContainerReport container, String namespace, String pod) {
        String waiting = container.waiting().orElse("");
        if (waiting.contains("Image")) {
            return "See whether the tag exists, the pull secret is right (imageCredentials.password in the Enterprise"
                    + " chart) and the node reaches the registry";
        }
        if (waiting.equals("CreateContainerConfigError")) {
            return "A Secret or ConfigMap that it needs is missing: " + describe(namespace, "pod", pod);
        }
        if (container
                .ended()
                .filter(ended -> ended.reason().equals("OOMKilled"))
                .isPresent()) {
            return "Raise its memory limit (resources.limits.memory), or lower what it uses";
        }
        return container.ended().isPresent()
                ? "Read its last output: kubectl -n " + namespace + " logs " + pod + " -c " + container.name()
                        + (container.restarts() > 0 ? " --previous" : "")
                : describe(namespace, "pod", pod);
    }

    private void add(
            Severity severity, ComponentReport report, String what, String found, String where, String remedy) {
        findings.add(new Finding(report.name(), severity, what, found, remedy, where));
    }

    private static String in(WorkloadReport workload) {
        return "namespace " + workload.namespace();
    }

    private static String counts(ComponentReport report) {
        int ready = report.workloads().stream()
                .mapToInt(each -> each.ready().orElse(0))
                .sum();
        int desired =
                report.workloads().stream().mapToInt(WorkloadDiscovery::desired).sum();
        return ready + " of " + Phrases.count(desired, "pod") + " ready";
    }

    private static String describe(String namespace, String kind, String name) {
        return "See kubectl -n " + namespace + " describe " + kind.toLowerCase(Locale.ROOT) + " " + name;
    }

    private static String events(ComponentReport report) {
        WorkloadReport first = report.workloads().stream()
                .filter(workload -> workload.ready().orElse(0) < WorkloadDiscovery.desired(workload))
                .findFirst()
                .orElse(report.workloads().get(0));
        return describe(first.namespace(), first.kind(), first.name());
    }

    private String where() {
        return " in " + (namespaces.size() == 1 ? "namespace " : "namespaces ") + String.join(", ", namespaces);
    }

    private static String looked(Component component) {
        return component.selectors().stream().map(Selector::toString).collect(Collectors.joining(", or "));
    }

    private static String seen(List<WorkloadReport> unclaimed) {
        return unclaimed.isEmpty()
                ? ""
                : "; there are also "
                        + unclaimed.stream().map(WorkloadReport::name).collect(Collectors.joining(", "));
    }
}
