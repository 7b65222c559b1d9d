package io.clearmladmin.helm;

import io.clearmladmin.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the API server's custom events: brokers, login and topics. */
final class CustomEventsRules {

    private static final String RULE = "custom-events";
    private static final String ENVS = "apiserver.extraEnvs";
    static final Set<String> PROTOCOLS = Set.of("PLAINTEXT", "SASL_PLAINTEXT", "SASL_SSL", "SSL");

    private final Findings findings;
    // The server's names are case-insensitive.
    private final Map<String, Values.Env> envs = new LinkedHashMap<>();

    private CustomEventsRules(Values values, Findings findings) {
        this.findings = findings;
        values.envs("apiserver").forEach(env -> envs.put(env.name().toLowerCase(Locale.ROOT), env));
    }

    static void check(Values values, Findings findings) {
        CustomEventsRules rules = new CustomEventsRules(values, findings);
        Optional<Values.Env> any = Stream.of(
                        ServerEnv.EVENTS_ENABLED, ServerEnv.KAFKA_HOST, ServerEnv.SECURITY_PROTOCOL)
                .flatMap(name -> Stream.ofNullable(rules.env(name)))
                .findFirst();
        if (any.isEmpty()) {
            return;
        }
        if (values.chart().isPublic()) {
            findings.find(
                    RULE,
                    Severity.LOW,
                    any.get().path(),
                    "custom events, which only the Enterprise server has",
                    "Remove them, or use the chart " + Chart.Name.CLEARML_ENTERPRISE + ".");
        }
        rules.check(any.get());
    }

    private Values.@Nullable Env env(String name) {
        return envs.get(name.toLowerCase(Locale.ROOT));
    }

    private void check(Values.Env any) {
        Values.Env enabled = env(ServerEnv.EVENTS_ENABLED);
        if (enabled == null || (!enabled.isReferred() && enabled.text().equals("false"))) {
            findings.find(
                    RULE,
                    Severity.LOW,
                    any.path(),
                    "settings of custom events, which are not enabled",
                    "Set " + ServerEnv.EVENTS_ENABLED + " to \"true\", or remove the others.");
            return;
        }
        if (!enabled.isReferred() && !enabled.text().equals("true")) {
            wrong(enabled, "neither true nor false", "Write \"true\" or \"false\", in quotes.");
        }
        needed(ServerEnv.KAFKA_HOST, "custom events are enabled");
        needed(ServerEnv.LIFECYCLE_TOPIC, "custom events are enabled");
        needed(ServerEnv.INVENTORY_TOPIC, "custom events are enabled");
        host();
        login();
    }

    private void needed(String name, String because) {
        Values.Env env = env(name);
        if (env == null || (!env.isReferred() && env.text().isBlank())) {
            findings.find(
                    RULE,
                    Severity.HIGH,
                    env == null ? ENVS : env.path(),
                    name + " is not set, but " + because,
                    "Set it.");
        }
    }

    private void wrong(Values.Env env, String found, String remedy) {
        findings.find(RULE, Severity.HIGH, env.path() + ".value", env.name() + " is " + found, remedy);
    }

    private void host() {
        Values.Env host = env(ServerEnv.KAFKA_HOST);
        if (host == null || host.text().isBlank() || TextRules.isPlaceholder(host.text())) {
            return;
        }
        String text = host.text().strip();
        boolean isList = text.startsWith("[") && text.endsWith("]");
        List<String> brokers = List.of((isList ? text.substring(1, text.length() - 1) : text).split("\\s*,\\s*", -1));
        if (!isList || !brokers.stream().map(String::strip).allMatch(HostNames::isHostAndPort)) {
            wrong(host, "not a list of hosts and ports", "Write \"[kafka-1:9092,kafka-2:9092]\".");
        }
    }

    private void login() {
        Values.Env protocol = env(ServerEnv.SECURITY_PROTOCOL);
        if (protocol == null || protocol.isReferred()) {
            return;
        }
        String name = protocol.text().toUpperCase(Locale.ROOT);
        if (!PROTOCOLS.contains(name)) {
            if (!TextRules.isPlaceholder(name)) {
                wrong(protocol, "not a protocol of Kafka's", "Write PLAINTEXT, SASL_PLAINTEXT, SASL_SSL or SSL.");
            }
        } else if (name.startsWith("SASL")) {
            needed(ServerEnv.SASL_MECHANISM, "the protocol has a login");
            needed(ServerEnv.SASL_USERNAME, "the protocol has a login");
            needed(ServerEnv.SASL_PASSWORD, "the protocol has a login");
            openPassword(name);
        } else if (env(ServerEnv.SASL_PASSWORD) != null || env(ServerEnv.SASL_USERNAME) != null) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    protocol.path(),
                    "a user or password for Kafka, but the protocol " + name + " has no login",
                    "Write SASL_SSL or SASL_PLAINTEXT, or remove the login.");
        }
    }

    private void openPassword(String protocol) {
        Values.Env mechanism = env(ServerEnv.SASL_MECHANISM);
        if (mechanism != null && mechanism.text().equalsIgnoreCase("PLAIN") && protocol.equals("SASL_PLAINTEXT")) {
            findings.find(
                    RULE,
                    Severity.MEDIUM,
                    mechanism.path() + ".value",
                    "PLAIN over SASL_PLAINTEXT sends the password unencrypted, readable for anyone in between",
                    "Use SCRAM-SHA-512, or SASL_SSL.");
        }
    }
}
