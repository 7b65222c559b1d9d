package io.clearmladmin.helm;

import io.clearmladmin.internal.text.NearestWord;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of a version of a chart: all keys of a public chart, the documented ones of another. Under a key that
 * ends in {@code .*} anything is allowed, such as the values of a subchart.
 */
final class KnownKeys {

    private static final String[] COMPONENTS = {"apiserver", "fileserver", "webserver"};
    private static final String INGRESS = "annotations.* enabled hostName ingressClassName path tlsSecretName";
    private static final String CREDENTIALS = """
            clearml.apiserverKey clearml.apiserverSecret clearml.fileserverKey clearml.fileserverSecret
            clearml.secureAuthTokenSecret clearml.testUserKey clearml.testUserSecret clearml.existingSecret
            clearml.cookieDomain
            """;
    private static final String EXTERNAL = """
            externalServices.elasticsearchConnectionString externalServices.mongodbConnectionStringAuth
            externalServices.mongodbConnectionStringBackend externalServices.redisHost externalServices.redisPort
            """;
    private static final KnownKeys ENTERPRISE = new KnownKeys(List.of(
            words(CREDENTIALS),
            words(EXTERNAL),
            words("""
                    apiserver.logCalls clearml.orchestration.* clearmlApplications.basePodTemplate.*
                    clearmlApplications.enabled clearmlApplications.fileServerUrlReferenceOverride
                    clearmlApplications.queueMode elasticsearch.* global.* imageCredentials.password mckMongodb.*
                    mongodb.* redis.* usageAggregator.configuration.* usageAggregator.enabled
                    usageAggregator.externalServices.mongodbConnectionString usageAggregator.ingress.*
                    usageScripts.companyLifecycle.cronJob.schedule usageScripts.companyLifecycle.enabled
                    usageScripts.enabled usageScripts.storageResourcesExporter.cronJob.schedule
                    usageScripts.storageResourcesExporter.enabled webserver.displayedServerURLs.*
                    """),
            each("additionalConfigs.* extraEnvs.* service.annotations.* service.nodePort service.port service.type"),
            ingress()));

    private static final KnownKeys CUSTOM_EVENTS = new KnownKeys(List.of(words("""
                    global.imageCredentials.password global.clearml.apiServerUrlReference global.clearml.apiServerKey
                    global.clearml.apiServerSecret clearml-pods-monitor-exporter.checkIntervalSeconds
                    clearml-pods-monitor-exporter.podsMonitorUUID clearml-pods-inventory.cronJob.schedule
                    clearml-company-inventory.cronJob.schedule
                    """)));

    private static final String ANYTHING = ".*";

    private final Set<String> paths = new LinkedHashSet<>();
    private final List<String> open;

    private KnownKeys(List<Stream<String>> parts) {
        parts.forEach(part -> part.forEach(paths::add));
        this.open = paths.stream()
                .filter(known -> known.endsWith(ANYTHING))
                .map(known -> known.substring(0, known.length() - ANYTHING.length()))
                .toList();
    }

    /** The keys of a chart; empty where nothing is known of the version. */
    static Optional<KnownKeys> of(Chart chart) {
        return switch (chart.name()) {
            case CLEARML, CLEARML_AGENT, CLEARML_SERVING ->
                ChartKeys.of(chart)
                        .filter(keys -> chart.isAtLeast(keys.oldest().toString()))
                        .map(keys -> new KnownKeys(List.of(keys.in(chart).stream())));
            case CLEARML_ENTERPRISE ->
                Optional.of(new KnownKeys(
                        List.of(ENTERPRISE.paths.stream().filter(path -> KeyHistory.isInEnterprise(chart, path)))));
            case CLEARML_CUSTOM_EVENTS -> Optional.of(CUSTOM_EVENTS);
            default ->
                Optional.of(new KnownKeys(List.of(VendorKeys.of(chart.name())
                        .map(row -> row.key(VendorKeys.generation(chart.name())))
                        .filter(key -> !key.isEmpty())
                        .map(key -> key + ".*"))));
        };
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+", -1));
    }

    private static Stream<String> each(String text) {
        return Arrays.stream(COMPONENTS).flatMap(component -> words(text).map(key -> component + "." + key));
    }

    private static Stream<String> ingress() {
        return Arrays.stream(COMPONENTS).flatMap(component -> words(INGRESS).map(key -> component + ".ingress." + key));
    }

    /** Whether a path is a known key, leads to one, or allows anything. */
    boolean has(String path) {
        String below = path + ".";
        return paths.contains(path) || isOpen(path) || paths.stream().anyMatch(known -> known.startsWith(below));
    }

    /** Whether a path allows anything at it and below. */
    boolean isOpen(String path) {
        // No text is made for this: it is asked of every value in a file.
        return open.stream()
                .filter(path::startsWith)
                .anyMatch(known -> path.length() == known.length() || path.charAt(known.length()) == '.');
    }

    /** The known sibling key of which this may be a misspelling. */
    Optional<String> nearest(String path) {
        String parent = path.substring(0, path.lastIndexOf('.') + 1);
        List<String> siblings = paths.stream()
                .filter(known -> known.startsWith(parent))
                .map(known -> known.substring(parent.length()).replaceFirst("\\..*", ""))
                .filter(known -> !known.equals("*"))
                .distinct()
                .toList();
        return NearestWord.of(path.substring(parent.length()), siblings).map(known -> parent + known);
    }
}
