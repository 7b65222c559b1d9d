package io.clearmladmin.k8s.helm;

import java.util.List;
import java.util.stream.Stream;

/**
 * A key that charts read up to a version, from a version on, or both.
 *
 * @param chart whose key
 * @param path the key; what is under it too
 * @param from the version from which on it is read; empty: ever since
 * @param until the version from which on it is not; empty: still
 * @param hint what to write instead
 */
record KeyHistory(Chart.Name chart, String path, String from, String until, String hint) {

    private static final String USE_NEWER = "Remove it, or take a newer chart.";

    /** All that is known to have changed. */
    static final List<KeyHistory> ALL = Stream.of(
                    replaced("secret.credentials.apiserver.accessKey", "4", "5", "clearml.apiserverKey"),
                    replaced("secret.credentials.apiserver.secretKey", "4", "5", "clearml.apiserverSecret"),
                    replaced("secret.credentials.tests.accessKey", "4", "5", "clearml.testUserKey"),
                    replaced("secret.credentials.tests.secretKey", "4", "5", "clearml.testUserSecret"),
                    replaced("secret.authToken", "4", "5", "clearml.secureAuthTokenSecret"),
                    gone("secret.httpSession", "5", "Remove it; nothing took its place."),
                    replaced("ingress.app", "4", "5", "webserver.ingress"),
                    replaced("ingress.api", "4", "5", "apiserver.ingress"),
                    replaced("ingress.files", "4", "5", "fileserver.ingress"),
                    replaced("ingress.annotations", "4", "5", "<component>.ingress.annotations"),
                    replaced("apiserver.configDir", "", "5", "apiserver.additionalConfigs"),
                    gone(
                            "apiserver.authCookiesMaxAge",
                            "5",
                            "Remove it; the cookie is set by clearml.cookieName and clearml.cookieDomain."),
                    replaced(
                            "externalServices.elasticsearchHost",
                            "",
                            "5",
                            "externalServices.elasticsearchConnectionString"),
                    replaced(
                            "externalServices.elasticsearchPort",
                            "",
                            "5",
                            "externalServices.elasticsearchConnectionString"),
                    replaced(
                            "externalServices.mongodbHost",
                            "",
                            "5",
                            "externalServices.mongodbConnectionStringAuth and mongodbConnectionStringBackend"),
                    replaced(
                            "externalServices.mongodbPort",
                            "",
                            "5",
                            "externalServices.mongodbConnectionStringAuth and mongodbConnectionStringBackend"),
                    replaced("redis", "", "7.15", "dragonfly"),
                    replaced("externalServices.redisHost", "", "7.15", "externalServices.dragonflyHost"),
                    replaced("externalServices.redisPort", "", "7.15", "externalServices.dragonflyPort"),
                    added(Chart.Name.CLEARML, "clearml.existingSecret", "7.1"),
                    added(Chart.Name.CLEARML, "mckMongodb", "7.15"),
                    added(Chart.Name.CLEARML, "dragonfly", "7.15"),
                    added(Chart.Name.CLEARML, "externalServices.dragonflyHost", "7.15"),
                    added(Chart.Name.CLEARML, "externalServices.dragonflyPort", "7.15"),
                    added(Chart.Name.CLEARML_ENTERPRISE, "apiserver.logCalls", "10.9.1"),
                    added(Chart.Name.CLEARML_ENTERPRISE, "mckMongodb", "10.11.7"),
                    added(Chart.Name.CLEARML_ENTERPRISE, "usageAggregator.ingress", "11.0.2"))
            .toList();

    /** Of the public chart's components and of keys that the 5.x line brought, by name. */
    static Stream<KeyHistory> all() {
        Stream<KeyHistory> components = Values.COMPONENTS.stream()
                .flatMap(component -> Stream.of(
                        replaced(
                                component + ".securityContext",
                                "",
                                "6",
                                component + ".podSecurityContext and containerSecurityContext"),
                        since5(component + ".ingress", "ingress." + chart4(component)),
                        added(Chart.Name.CLEARML, component + ".podSecurityContext", "6"),
                        added(Chart.Name.CLEARML, component + ".containerSecurityContext", "6")));
        Stream<KeyHistory> fives = Stream.of(
                since5("clearml.apiserverKey", "secret.credentials.apiserver.accessKey"),
                since5("clearml.apiserverSecret", "secret.credentials.apiserver.secretKey"),
                since5("clearml.testUserKey", "secret.credentials.tests.accessKey"),
                since5("clearml.testUserSecret", "secret.credentials.tests.secretKey"),
                since5("clearml.secureAuthTokenSecret", "secret.authToken"),
                since5("externalServices.elasticsearchConnectionString", "externalServices.elasticsearchHost"),
                since5("externalServices.mongodbConnectionStringAuth", "externalServices.mongodbHost"),
                since5("externalServices.mongodbConnectionStringBackend", "externalServices.mongodbHost"));
        Stream<KeyHistory> new5 = Stream.of(
                        "fileserverKey", "fileserverSecret", "readinessprobeKey", "readinessprobeSecret")
                .map(name -> added(Chart.Name.CLEARML, "clearml." + name, "5"));
        return Stream.of(ALL.stream(), components, fives, new5).flatMap(part -> part);
    }

    private static String chart4(String component) {
        return switch (component) {
            case "apiserver" -> "api";
            case "fileserver" -> "files";
            default -> "app";
        };
    }

    private static KeyHistory replaced(String path, String from, String until, String by) {
        return new KeyHistory(Chart.Name.CLEARML, path, from, until, "Write " + by + " instead.");
    }

    private static KeyHistory since5(String path, String before) {
        return new KeyHistory(
                Chart.Name.CLEARML, path, "5", "", "Write " + before + " instead (charts 4.x), or take a newer chart.");
    }

    private static KeyHistory gone(String path, String until, String hint) {
        return new KeyHistory(Chart.Name.CLEARML, path, "4", until, hint);
    }

    private static KeyHistory added(Chart.Name chart, String path, String from) {
        return new KeyHistory(chart, path, from, "", USE_NEWER);
    }

    /** Whether this version of the chart does not read it, though another does. */
    boolean isUnreadBy(Chart of) {
        return of.name() == chart
                && ((!from.isEmpty() && !of.isAtLeast(from)) || (!until.isEmpty() && of.isAtLeast(until)));
    }

    /** Which versions read it. */
    String versions() {
        if (until.isEmpty()) {
            return "only charts from " + from + " on";
        }
        return "only charts " + (from.isEmpty() ? "" : "from " + from + " on ") + "before " + until;
    }
}
