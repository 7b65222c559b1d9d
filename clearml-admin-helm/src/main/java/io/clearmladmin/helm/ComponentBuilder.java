package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of one part of the server: {@code apiserver}, {@code fileserver} or {@code webserver}. */
public final class ComponentBuilder {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final Map<String, Object> ingress = new LinkedHashMap<>();
    // Secrets are in these in the clear: nobody may write it who writes fields.
    private final transient Map<String, String> envs = new LinkedHashMap<>();
    private final transient Map<String, Object> configs = new LinkedHashMap<>();
    private @Nullable String serviceType;

    ComponentBuilder() {}

    /** All of another but its variables. */
    ComponentBuilder(ComponentBuilder other) {
        ingress.putAll(other.ingress);
        configs.putAll(other.configs);
        serviceType = other.serviceType;
    }

    /** Enables the Ingress, by this host name. */
    public ComponentBuilder ingress(String hostName) {
        Required.host("hostName", hostName);
        ingress.put("enabled", true);
        ingress.put("hostName", hostName);
        return this;
    }

    /** The Secret with the Ingress's certificate. That the Enterprise chart has this key too is inferred. */
    public ComponentBuilder tlsSecretName(String secret) {
        ingress.put("tlsSecretName", Required.text("tlsSecretName", secret));
        return this;
    }

    /** {@code ClusterIP}, {@code NodePort} or {@code LoadBalancer}. */
    public ComponentBuilder serviceType(String type) {
        serviceType = Required.text("serviceType", type);
        return this;
    }

    /** An environment variable, after those that other settings make. */
    public ComponentBuilder extraEnv(String name, String value) {
        if (!VARIABLE.matcher(Required.text("name", name)).matches()) {
            throw new IllegalArgumentException("name: not a name of an environment variable");
        }
        if (envs.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("name: " + name + " is set already");
        }
        return this;
    }

    /** As {@link #extraEnv(String, String)}, of a secret. */
    public ComponentBuilder extraEnv(String name, Secret value) {
        return extraEnv(name, Required.secret(name, value));
    }

    /** A configuration file; the fixed users make {@code apiserver.conf}. */
    public ComponentBuilder additionalConfig(String fileName, Secret text) {
        configs.put(Required.text("fileName", fileName), Required.secret(fileName, text));
        return this;
    }

    Map<String, String> envs() {
        return envs;
    }

    void config(String fileName, String text) {
        if (configs.putIfAbsent(fileName, text) != null) {
            throw new IllegalArgumentException(
                    "additionalConfig: " + fileName + " is made of the fixed users; put the rest into it by hand");
        }
    }

    boolean hasIngress() {
        return ingress.containsKey("hostName");
    }

    /** Its values, in the order of ClearML's guides. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!ingress.isEmpty()) {
            values.put("ingress", new LinkedHashMap<>(ingress));
        }
        if (serviceType != null) {
            values.put("service", new LinkedHashMap<>(Map.of("type", serviceType)));
        }
        if (!envs.isEmpty()) {
            values.put(
                    "extraEnvs",
                    envs.entrySet().stream().map(ComponentBuilder::entry).toList());
        }
        if (!configs.isEmpty()) {
            values.put("additionalConfigs", new LinkedHashMap<>(configs));
        }
        return values;
    }

    private static Map<String, Object> entry(Map.Entry<String, String> variable) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", variable.getKey());
        entry.put("value", variable.getValue());
        return entry;
    }
}
