package io.clearmladmin.cli;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.helm.Chart;
import io.clearmladmin.helm.CustomEventsValuesBuilder;
import io.clearmladmin.helm.HelmValues;
import io.clearmladmin.helm.ServerValuesBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = {
            "Writes a values file of clearml, clearml-enterprise or clearml-custom-events, which only you may read, and checks it.",
            "Keys of the server are generated, or kept from --keep. The chart of custom events takes the login that you use here."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin helm build --chart clearml:7.14.4 --base-domain ml.example.com --out values.yaml",
            "  clearml-admin helm build --chart clearml-enterprise --base-domain ml.example.com --set"
                    + " clearmlApplications.enabled:=true --set-file imageCredentials.password=token.txt --out values.yaml",
            "  clearml-admin helm build --chart clearml-custom-events --profile production --set-env"
                    + " global.imageCredentials.password=REGISTRY_TOKEN --out events.yaml"
        })
@Prints(one = HelmBuild.Built.class)
final class HelmBuild implements Action {

    record Built(String chart, String file, String outcome) {}

    @Mixin
    private final ChartOption chart = new ChartOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Write the values here.")
    private Path out = Path.of("");

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep the server's own keys of this earlier file.")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--base-domain", paramLabel = "DOMAIN", description = "The domain of app., api. and files.")
    private Optional<String> baseDomain = Optional.empty();

    @Option(names = "--tls-secret", paramLabel = "NAME", description = "The Secret with the hosts' certificate.")
    private Optional<String> tlsSecret = Optional.empty();

    @Option(
            names = "--existing-secret",
            paramLabel = "NAME",
            description = "The Secret that has the server's own keys.")
    private Optional<String> existingSecret = Optional.empty();

    @Option(
            names = "--monitor-uuid",
            paramLabel = "UUID",
            description = "This cluster's id, of clearml-custom-events; a new one by default.")
    private Optional<UUID> monitorUuid = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Any other text; path:=value is JSON. No secrets.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--set-file",
            paramLabel = "PATH=FILE",
            description = "A secret from a file, or from the standard input for -.")
    private Map<String, String> files = new LinkedHashMap<>();

    @Option(names = "--set-env", paramLabel = "PATH=VARIABLE", description = "A secret from an environment variable.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Chart its = chart.chart();
        HelmValues values = its.name() == Chart.Name.CLEARML_CUSTOM_EVENTS
                ? ofCustomEvents(invocation)
                : ofServer(invocation, server(its));
        boolean isThere = Files.exists(out);
        if (isThere) {
            confirmation.ask(invocation, "replace " + out + ", with the keys that are in it");
        }
        values.writeTo(out);
        invocation
                .output()
                .one(Built.class, new Built(its.toString(), out.toString(), isThere ? "replaced" : "written"));
        return ExitCode.DONE;
    }

    private static ServerValuesBuilder server(Chart its) {
        if (its.name() == Chart.Name.CLEARML) {
            return HelmValues.clearml(its.version()
                    .orElseThrow(() -> CommandException.wrongUse(
                            "the chart clearml needs its version", "write it as --chart clearml:7.14.4")));
        }
        if (its.name() == Chart.Name.CLEARML_ENTERPRISE) {
            return its.version().map(HelmValues::clearmlEnterprise).orElseGet(HelmValues::clearmlEnterprise);
        }
        throw CommandException.wrongUse(
                "values of " + its.name() + " are not written here",
                "take clearml, clearml-enterprise or clearml-custom-events; helm check knows all charts");
    }

    private HelmValues ofServer(Invocation invocation, ServerValuesBuilder builder) throws IOException {
        if (monitorUuid.isPresent()) {
            throw CommandException.wrongUse("--monitor-uuid is of clearml-custom-events", "leave it out");
        }
        baseDomain.ifPresent(builder::baseDomain);
        tlsSecret.ifPresent(builder::tlsSecretName);
        existingSecret.ifPresent(builder::existingSecret);
        if (keep.isPresent()) {
            builder.credentialsOf(HelmValues.read(chart.chart(), keep.get()));
        }
        for (Map.Entry<String, Object> value : others(invocation).entrySet()) {
            builder.set(value.getKey(), value.getValue());
        }
        return builder.build();
    }

    private HelmValues ofCustomEvents(Invocation invocation) throws IOException {
        if (baseDomain.isPresent() || tlsSecret.isPresent() || existingSecret.isPresent()) {
            throw CommandException.wrongUse(
                    "--base-domain, --tls-secret and --existing-secret are of the server's charts", "leave them out");
        }
        Profile login = invocation.login();
        CustomEventsValuesBuilder builder = HelmValues.clearmlCustomEvents()
                .apiServer(URI.create(login.apiServer()), login.accessKey(), Secret.of(login.secretKey()))
                .podsMonitorUUID(uuid());
        for (Map.Entry<String, Object> value : others(invocation).entrySet()) {
            builder.set(value.getKey(), value.getValue());
        }
        return builder.build();
    }

    // A monitor finds what it has published by its id: a new one would publish all of it again.
    private UUID uuid() throws IOException {
        if (monitorUuid.isPresent() || keep.isEmpty()) {
            return monitorUuid.orElseGet(UUID::randomUUID);
        }
        return HelmValues.read(chart.chart(), keep.get())
                .secret("clearml-pods-monitor-exporter.podsMonitorUUID")
                .map(Secret::reveal)
                .map(UUID::fromString)
                .orElseThrow(() -> CommandException.wrongUse(
                        "there is no podsMonitorUUID in " + keep.get(), "name it with --monitor-uuid"));
    }

    private Map<String, Object> others(Invocation invocation) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(FieldValues.of(invocation, set));
        for (Map.Entry<String, String> file : files.entrySet()) {
            all.put(file.getKey(), invocation.secret(file.getValue()));
        }
        variables.forEach((path, name) -> all.put(path, SecretText.variable(invocation.surroundings(), name)));
        return all;
    }
}
