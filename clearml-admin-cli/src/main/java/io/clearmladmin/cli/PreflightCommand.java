package io.clearmladmin.cli;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.report.Report;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preflight",
        description = "Reports whether a cluster has what an installation of ClearML needs.",
        footer = {"", "Example:", "  clearml-admin preflight --base-domain clearml.example"})
@Prints(one = Report.class)
final class PreflightCommand implements Action {

    @Mixin
    private final Cluster cluster = new Cluster();

    @Mixin
    private final FailOn failOn = new FailOn();

    @Option(names = "--base-domain", paramLabel = "DOMAIN", description = "The domain of app., api. and files.")
    private Optional<String> baseDomain = Optional.empty();

    @Option(
            names = "--storage-class",
            paramLabel = "NAME",
            description = "The storage class; the default one if absent.")
    private Optional<String> storageClass = Optional.empty();

    @Option(
            names = "--ingress-class",
            paramLabel = "NAME",
            description = "The ingress class; the default one if absent.")
    private Optional<String> ingressClass = Optional.empty();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        try (Kubernetes kubernetes = cluster.connect()) {
            Preflight.Builder preflight = Preflight.builder(kubernetes);
            baseDomain.ifPresent(preflight::baseDomain);
            storageClass.ifPresent(preflight::storageClass);
            ingressClass.ifPresent(preflight::ingressClass);
            return failOn.print(invocation, preflight.build().run());
        }
    }
}
