package io.clearmladmin.helm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key that other versions of a chart have, but not this one.
 *
 * @param versions the versions that have it
 * @param remedy what to do
 */
record KeyHistory(String versions, String remedy) {

    // Keys with the same meaning in different versions: facts of the charts' templates.
    private static final List<List<String>> SAME = Stream.of(
                    "secret.credentials.apiserver.accessKey clearml.apiserverKey",
                    "secret.credentials.apiserver.secretKey clearml.apiserverSecret",
                    "secret.credentials.tests.accessKey clearml.testUserKey",
                    "secret.credentials.tests.secretKey clearml.testUserSecret",
                    "secret.authToken clearml.secureAuthTokenSecret",
                    "secret.existingSecret clearml.existingSecret",
                    "ingress.enabled ingress.app.enabled ingress.api.enabled ingress.files.enabled",
                    "ingress.app webserver.ingress",
                    "ingress.api apiserver.ingress",
                    "ingress.files fileserver.ingress",
                    "apiserver.additionalConfigs apiserver.configuration.additionalConfigs",
                    "apiserver.configDir apiserver.additionalConfigs",
                    "apiserver.configuration.configRefName apiserver.existingAdditionalConfigsConfigMap",
                    "apiserver.configuration.secretRefName apiserver.existingAdditionalConfigsSecret",
                    "apiserver.authCoockiesMaxAge apiserver.authCookiesMaxAge clearml.cookieName clearml.cookieDomain",
                    "apiserver.securityContext apiserver.podSecurityContext",
                    "fileserver.securityContext fileserver.podSecurityContext",
                    "webserver.securityContext webserver.podSecurityContext",
                    "externalServices.elasticsearchHost externalServices.elasticsearchPort"
                            + " externalServices.elasticsearchConnectionString",
                    "externalServices.mongodbHost externalServices.mongodbPort externalServices.mongodbConnectionString"
                            + " externalServices.mongodbConnectionStringAuth"
                            + " externalServices.mongodbConnectionStringBackend",
                    "agentk8sglue.podTemplate agentk8sglue.basePodTemplate",
                    "agentk8sglue.serviceAccountName agentk8sglue.serviceExistingAccountName",
                    "agentk8sglue.securityContext agentk8sglue.podSecurityContext",
                    "agentk8sglue.basePodTemplate.securityContext agentk8sglue.basePodTemplate.podSecurityContext",
                    "agentk8sglue.maxPods enterpriseFeatures.maxPods",
                    "agentk8sglue.queues enterpriseFeatures.queues")
            .map(row -> List.of(row.split(" ", -1)))
            .toList();

    // For the Enterprise server's chart, whose sources are not public: the keys in its release notes.
    private static final Map<String, String> ENTERPRISE_SINCE =
            Map.of("apiserver.logCalls", "10.9.1", "mckMongodb", "10.11.7", "usageAggregator.ingress", "11.0.2");

    /** Whether the Enterprise server's chart of this version is known to have a key. */
    static boolean isInEnterprise(Chart chart, String path) {
        return ENTERPRISE_SINCE.entrySet().stream()
                .filter(since -> path.equals(since.getKey()) || path.startsWith(since.getKey() + "."))
                .allMatch(since -> chart.isAtLeast(since.getValue()));
    }

    /** The history of a key that this version does not have; empty if no known version has it. */
    static Optional<KeyHistory> of(Chart chart, String path) {
        if (chart.isEnterprise()) {
            return Optional.ofNullable(ENTERPRISE_SINCE.get(path))
                    .map(since ->
                            new KeyHistory("charts from " + since + " on have it", "Remove it, or use a newer chart."));
        }
        if (VendorKeys.today(chart.name()).isPresent()) {
            return VendorKeys.row(chart.name(), path).map(row -> ofVendor(chart, row, path));
        }
        return ChartKeys.of(chart)
                .flatMap(keys -> keys.key(path)
                        .map(key -> new KeyHistory(
                                "only " + key.versions() + " "
                                        + (key.read().text().isEmpty() ? "have" : "read") + " it",
                                remedy(chart, keys, path, key))));
    }

    /** Whether keys below a path have equivalents. */
    static boolean leadsToReplaced(Chart chart, String path) {
        return VendorKeys.leadsTo(chart.name(), path)
                || SAME.stream().flatMap(List::stream).anyMatch(key -> key.startsWith(path + "."));
    }

    /** Whether a key has an equivalent in another version. */
    static boolean isReplaced(String path) {
        return SAME.stream().anyMatch(row -> row.contains(path));
    }

    private static KeyHistory ofVendor(Chart chart, VendorKeys.Row row, String path) {
        String key = row.key(VendorKeys.generation(chart.name()));
        String below = path.substring(row.keyOf(path).orElse(path).length());
        String sure = row.isConfirmed() ? "" : " (unconfirmed)";
        return new KeyHistory(
                "the chart has it under other names",
                key.isEmpty()
                        ? "Remove it; no key of this chart is known for it."
                        : "Write " + key + below + " instead" + sure + ".");
    }

    private static String remedy(Chart chart, ChartKeys keys, String path, ChartKeys.Key key) {
        Optional<String> instead = SAME.stream()
                .filter(row -> row.contains(path))
                .map(row ->
                        row.stream().filter(other -> keys.isIn(other, chart)).collect(Collectors.joining(" and ")))
                .filter(others -> !others.isEmpty())
                .findFirst();
        if (instead.isPresent()) {
            return "Write " + instead.get() + " instead.";
        }
        return key.isNewerThan(chart) ? "Remove it, or use a newer chart." : "Remove it; nothing replaced it.";
    }
}
