package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.ControlPlaneReport;
import io.clearmladmin.k8s.controlplane.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "control-plane",
        description = "Reports on ClearML's own servers in a cluster; exit code 10 if one is unwell.",
        footer = {"", "Example:", "  clearml-admin control-plane -n clearml --release clearml"})
@Prints(one = ControlPlaneReport.class)
final class ControlPlaneCommand implements Action {

    @Mixin
    private final Cluster cluster = new Cluster();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Where they are; clearml by default; may be given several times.")
    private List<String> namespaces = new ArrayList<>();

    @Option(names = "--release", paramLabel = "NAME", description = "The release of the chart; clearml by default.")
    private String release = "clearml";

    @Option(names = "--enterprise", description = "Of the Enterprise chart.")
    private boolean isEnterprise;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        try (Kubernetes kubernetes = cluster.connect()) {
            ControlPlane.Builder builder = ControlPlane.builder(kubernetes)
                    .layout(isEnterprise ? Layout.enterpriseChart(release) : Layout.publicChart(release));
            if (!namespaces.isEmpty()) {
                builder.namespaces(
                        namespaces.get(0),
                        namespaces.subList(1, namespaces.size()).toArray(String[]::new));
            }
            ControlPlaneReport report = builder.build().run();
            invocation.output().document(report.toText(), report.toJson(), "components");
            return report.isHealthy() ? ExitCode.DONE : ExitCode.FINDINGS;
        }
    }
}
