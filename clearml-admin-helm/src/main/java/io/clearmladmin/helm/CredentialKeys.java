package io.clearmladmin.helm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths of the server's own keys in its chart.
 *
 * @param pairs access keys and their secrets
 * @param others secrets without an access key
 */
record CredentialKeys(List<Pair> pairs, List<String> others) {

    /** Paths of an access key and of its secret. */
    record Pair(String key, String secret) {}

    private static final CredentialKeys PUBLIC = new CredentialKeys(
            List.of(named("apiserver"), named("fileserver"), named("readinessprobe"), named("testUser")),
            List.of("clearml.secureAuthTokenSecret"));
    private static final CredentialKeys ENTERPRISE = new CredentialKeys(
            List.of(named("apiserver"), named("fileserver"), named("testUser")),
            List.of("clearml.secureAuthTokenSecret"));
    private static final CredentialKeys CONTROL_PLANE = new CredentialKeys(
            List.of(today("apiserver"), today("fileserver"), today("testUser"), today("platformManagement")),
            List.of("controlPlane.secureAuthTokenSecret", "controlPlane.secureAuthTokenAppGatewaySecret"));
    private static final CredentialKeys PUBLIC_4 = new CredentialKeys(
            List.of(chart4("apiserver"), chart4("tests")), List.of("secret.authToken", "secret.httpSession"));

    static CredentialKeys of(Chart chart) {
        if (chart.isEnterprise()) {
            return ENTERPRISE;
        }
        if (chart.isControlPlane()) {
            return CONTROL_PLANE;
        }
        return chart.isAtLeast("5") ? PUBLIC : PUBLIC_4;
    }

    private static Pair named(String name) {
        return new Pair("clearml." + name + "Key", "clearml." + name + "Secret");
    }

    private static Pair today(String name) {
        return new Pair("controlPlane." + name + "Key", "controlPlane." + name + "Secret");
    }

    private static Pair chart4(String name) {
        return new Pair("secret.credentials." + name + ".accessKey", "secret.credentials." + name + ".secretKey");
    }

    /** The paths for a user, by its name in charts from 5.0.0 on; empty if the chart has none. */
    Optional<Pair> pair(String name) {
        String before = name.equals("testUser") ? "tests" : name;
        return pairs.stream()
                .filter(pair -> pair.equals(named(name)) || pair.equals(chart4(before)))
                .findFirst();
    }

    /** The secret that signs tokens. */
    String tokenSecret() {
        return others.get(0);
    }

    boolean isKey(String path) {
        return pairs.stream().anyMatch(pair -> pair.key().equals(path));
    }

    Stream<String> secrets() {
        return Stream.concat(pairs.stream().map(Pair::secret), others.stream());
    }

    Stream<String> all() {
        return Stream.concat(pairs.stream().flatMap(pair -> Stream.of(pair.key(), pair.secret())), others.stream());
    }
}
