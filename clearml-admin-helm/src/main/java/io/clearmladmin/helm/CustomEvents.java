package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The API server's custom events: the Kafka brokers, the login and the topics. It prints without the password.
 * Enterprise.
 */
public final class CustomEvents {

    private static final Set<String> MECHANISMS = Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    private final Map<String, String> variables;

    private CustomEvents(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Starts with the topics {@code lifecycle} and {@code inventory}, and templates in the documented folder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The environment variables, in the order of ClearML's guide. */
    Map<String, String> variables() {
        return variables;
    }

    @Override
    public String toString() {
        return SafeText.line("CustomEvents[" + variables.get(ServerEnv.KAFKA_HOST) + ", "
                + variables.getOrDefault(ServerEnv.SECURITY_PROTOCOL, "no security protocol") + "]");
    }

    /** Builds a {@link CustomEvents}. */
    public static final class Builder {

        private final List<String> brokers = new ArrayList<>();
        private final Map<String, String> security = new LinkedHashMap<>();
        private String templateFolder = "/mnt/custom_events/templates";
        private String lifecycleTopic = "lifecycle";
        private String inventoryTopic = "inventory";

        private Builder() {}

        /** Brokers, each with its port: {@code kafka-1:9092}. Required. */
        public Builder kafkaHosts(String... hostsAndPorts) {
            for (String broker : hostsAndPorts) {
                if (!HostNames.isHostAndPort(broker)) {
                    throw new IllegalArgumentException("kafkaHosts: must be like kafka-1:9092, got '" + broker + "'");
                }
                brokers.add(broker);
            }
            return this;
        }

        /** Kafka's {@code PLAINTEXT} or {@code SSL}, both without a login. The server's default if absent. */
        public Builder securityProtocol(String protocol) {
            if (!CustomEventsRules.PROTOCOLS.contains(protocol) || protocol.startsWith("SASL")) {
                throw new IllegalArgumentException(
                        "securityProtocol: must be PLAINTEXT or SSL; with a login, use sasl");
            }
            security.clear();
            security.put(ServerEnv.SECURITY_PROTOCOL, protocol);
            return this;
        }

        /**
         * A login.
         *
         * @param protocol {@code SASL_SSL}, or {@code SASL_PLAINTEXT}, which is not encrypted
         * @param mechanism {@code SCRAM-SHA-512}, {@code SCRAM-SHA-256} or {@code PLAIN}, the last over TLS only
         */
        public Builder sasl(String protocol, String mechanism, String username, Secret password) {
            if (!CustomEventsRules.PROTOCOLS.contains(protocol) || !protocol.startsWith("SASL")) {
                throw new IllegalArgumentException("protocol: must be SASL_SSL or SASL_PLAINTEXT");
            }
            if (!MECHANISMS.contains(mechanism)) {
                throw new IllegalArgumentException("mechanism: must be SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
            }
            security.clear();
            security.put(ServerEnv.SECURITY_PROTOCOL, protocol);
            security.put(ServerEnv.SASL_MECHANISM, mechanism);
            security.put(ServerEnv.SASL_USERNAME, Required.text("username", username));
            security.put(ServerEnv.SASL_PASSWORD, Required.secret("password", password));
            return this;
        }

        /** The folder of the message templates in the API server's container. */
        public Builder templateFolder(String folder) {
            templateFolder = Required.text("templateFolder", folder);
            return this;
        }

        /** The topic of lifecycle events, and that of inventory events. */
        public Builder topics(String lifecycle, String inventory) {
            lifecycleTopic = Required.text("lifecycle", lifecycle);
            inventoryTopic = Required.text("inventory", inventory);
            return this;
        }

        /** Builds it. */
        public CustomEvents build() {
            if (brokers.isEmpty()) {
                throw new IllegalArgumentException("kafkaHosts: at least one must be given");
            }
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put(ServerEnv.EVENTS_ENABLED, "true");
            variables.put(ServerEnv.TEMPLATE_FOLDER, templateFolder);
            variables.put(ServerEnv.KAFKA_HOST, "[" + String.join(",", brokers) + "]");
            variables.putAll(security);
            variables.put(ServerEnv.LIFECYCLE_TOPIC, lifecycleTopic);
            variables.put(ServerEnv.INVENTORY_TOPIC, inventoryTopic);
            return new CustomEvents(variables);
        }
    }
}
