package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks how the server is reached: host names, the cookie's domain, TLS. */
final class IngressRules {

    private static final Set<String> SERVICE_TYPES = Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName");

    private final Values values;
    private final Findings findings;

    private IngressRules(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static void check(Values values, Findings findings) {
        if (!values.chart().isServer()) {
            return;
        }
        IngressRules rules = new IngressRules(values, findings);
        List<String> on = values.chart().isPublic() && !values.chart().isAtLeast("5")
                ? rules.enabled("ingress.api", "ingress.files", "ingress.app")
                : rules.enabled("apiserver.ingress", "fileserver.ingress", "webserver.ingress");
        on.forEach(rules::host);
        rules.sameHosts(on);
        rules.cookieDomain(on);
        rules.tls(on);
        Values.COMPONENTS.forEach(rules::service);
        Values.COMPONENTS.forEach(rules::idle);
        rules.objectName(SecretRules.existing(values.chart()));
    }

    private List<String> enabled(String... ingresses) {
        return List.of(ingresses).stream()
                .filter(ingress -> values.isOn(ingress + ".enabled"))
                .toList();
    }

    private void host(String ingress) {
        String path = ingress + ".hostName";
        if (!values.has(path)) {
            findings.find(
                    "ingress-host",
                    Severity.HIGH,
                    path,
                    "not set, but the Ingress is enabled",
                    "Set the host name under which clients reach it.");
            return;
        }
        values.text(path)
                .filter(host -> !HostNames.isHost(host) && !TextRules.isPlaceholder(host))
                .ifPresent(wrong -> findings.find(
                        "ingress-host",
                        Severity.HIGH,
                        path,
                        "not a host name",
                        "Write a name such as api.ml.example.com, without scheme, port and path."));
    }

    private void sameHosts(List<String> ingresses) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String ingress : ingresses) {
            values.text(ingress + ".hostName").ifPresent(host -> {
                String at = host.toLowerCase(Locale.ROOT)
                        + values.text(ingress + ".path").orElse("/");
                String first = seen.putIfAbsent(at, ingress);
                if (first != null) {
                    findings.find(
                            "ingress-host",
                            Severity.HIGH,
                            ingress + ".hostName",
                            "the same host and path as " + first,
                            "Give each part of the server its own host name.");
                }
            });
        }
    }

    private void cookieDomain(List<String> ingresses) {
        String path = values.chart().own("cookieDomain");
        String domain = values.text(path).orElse("");
        if (domain.isEmpty() || TextRules.isPlaceholder(domain)) {
            if (domain.isEmpty() && hosts(ingresses) > 1 && values.chart().isAtLeast("5")) {
                findings.find(
                        "cookie-domain",
                        Severity.MEDIUM,
                        path,
                        "not set, but the server is reached by Ingresses of several hosts",
                        "Set the domain that all of them are in, or the web UI's login does not reach the others.");
            }
            return;
        }
        if (!HostNames.isHost(domain.replaceFirst("^\\.", ""))) {
            findings.find(
                    "cookie-domain",
                    Severity.HIGH,
                    path,
                    "not a domain",
                    "Write a domain such as ml.example.com, without scheme and port.");
            return;
        }
        for (String ingress : ingresses) {
            values.text(ingress + ".hostName")
                    .filter(HostNames::isHost)
                    .filter(host -> !HostNames.isUnder(host, domain))
                    .ifPresent(host -> findings.find(
                            "cookie-domain",
                            Severity.HIGH,
                            ingress + ".hostName",
                            host + " is not in the cookie's domain " + domain,
                            "Browsers do not send the login's cookie there: change one of them."));
        }
    }

    private long hosts(List<String> ingresses) {
        return ingresses.stream()
                .flatMap(ingress -> values.text(ingress + ".hostName").stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    private void tls(List<String> ingresses) {
        List<String> without = ingresses.stream()
                .filter(ingress -> !values.has(ingress + ".tlsSecretName"))
                .toList();
        ingresses.forEach(ingress -> objectName(ingress + ".tlsSecretName"));
        for (String ingress : without) {
            if (without.size() < ingresses.size()) {
                findings.find(
                        "tls-secret",
                        Severity.HIGH,
                        ingress + ".tlsSecretName",
                        "not set, but other Ingresses have TLS",
                        "Name the Secret with its certificate: browsers refuse plain calls from a page over TLS.");
            } else if (wantsTls(ingress)) {
                findings.find(
                        "tls-secret",
                        Severity.HIGH,
                        ingress + ".tlsSecretName",
                        "not set, but the annotations ask for TLS",
                        "Name the Secret that will hold its certificate.");
            }
        }
        if (!ingresses.isEmpty() && without.size() == ingresses.size()) {
            findings.find(
                    "tls-secret",
                    Severity.INFO,
                    ingresses.get(0) + ".tlsSecretName",
                    "no Ingress has TLS of its own",
                    "Make sure that TLS terminates in front of them: keys and passwords are sent with every call.");
        }
    }

    private boolean wantsTls(String ingress) {
        return ValuesTree.names(values.root(), ingress + ".annotations").stream()
                .anyMatch(name -> name.startsWith("cert-manager.io/") || name.endsWith("ssl-redirect"));
    }

    private void objectName(String path) {
        values.text(path)
                .filter(name -> !HostNames.isObjectName(name) && !TextRules.isPlaceholder(name))
                .ifPresent(wrong -> findings.find(
                        "object-name",
                        Severity.HIGH,
                        path,
                        "not a name that a Secret can have",
                        "Write the name of the Secret: lower case letters, digits, - and dots."));
    }

    private void service(String component) {
        String path = component + ".service.type";
        values.text(path)
                .filter(type -> !SERVICE_TYPES.contains(type) && !TextRules.isPlaceholder(type))
                .ifPresent(wrong -> findings.find(
                        "service-type",
                        Severity.HIGH,
                        path,
                        "not a type of Service",
                        "Write ClusterIP, NodePort or LoadBalancer; the names are case-sensitive."));
    }

    private void idle(String component) {
        String ingress = component + ".ingress";
        if (values.has(ingress + ".tlsSecretName") && !values.isOn(ingress + ".enabled")) {
            findings.find(
                    "tls-secret",
                    Severity.LOW,
                    ingress + ".tlsSecretName",
                    "set, but the Ingress is not enabled",
                    "Enable it (" + ingress + ".enabled), or remove this.");
        }
    }
}
