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
    // The fields hold secrets in the clear, so this must not be serialized by its fields.
    private final transient Map<String, String> envs = new LinkedHashMap<>();
    private final transient Map<String, Object> configs = new LinkedHashMap<>();
    private @Nullable String serviceType;

    ComponentBuilder() {}

    /** Copies everything of another but its variables. */
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

    /** The Secret with the Ingress's certificate. For the Enterprise chart, this key is inferred. */
    public ComponentBuilder tlsSecretName(String secret) {
        ingress.put("tlsSecretName", Required.text("tlsSecretName", secret));
        return this;
    }

    /** {@code ClusterIP}, {@code NodePort} or {@code LoadBalancer}. */
    public ComponentBuilder serviceType(String type) {
        serviceType = Required.text("serviceType", type);
        return this;
    }

    /** An environment variable, after those of other settings. */
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

    /** A configuration file; {@code apiserver.conf} is generated from the fixed users. */
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
                    "additionalConfig: " + fileName + " is generated from the fixed users; add the rest by hand");
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
