package io.clearmladmin.helm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.secrets.PublicSecrets;
import io.clearmladmin.system.Feature;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds {@code clearml-values.override.yaml}, the values of a ClearML server's chart. It reads like the file. It writes only
 * what is set, and the server's own keys where the chart would use public ones instead. For one thread.
 */
public final class ServerValuesBuilder {

    // The paths in older public charts of the first path, which newer ones have.
    private static final List<Map.Entry<String, String>> MOVED = List.of(
            Map.entry("apiserver.ingress", "ingress.api"),
            Map.entry("fileserver.ingress", "ingress.files"),
            Map.entry("webserver.ingress", "ingress.app"),
            Map.entry("apiserver.additionalConfigs", "apiserver.configuration.additionalConfigs"));

    private final Chart chart;
    // The fields hold secrets in the clear, so this must not be serialized by its fields.
    private final transient Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, ComponentBuilder> components = new LinkedHashMap<>();
    private final transient Map<String, String> envs = new LinkedHashMap<>();
    private final List<FixedUser> fixedUsers = new ArrayList<>();
    private final transient Map<String, Object> others = new LinkedHashMap<>();
    private final transient Map<String, String> credentials = new LinkedHashMap<>();
    private boolean isGenerating;
    private SecureRandom random = new SecureRandom();

    ServerValuesBuilder(Chart chart) {
        if (chart.isPublic() && !chart.isAtLeast("4")) {
            throw new IllegalArgumentException(
                    "version: values are written for the public chart 4.0.0 or newer; older ones can be read and checked");
        }
        this.chart = chart;
        this.isGenerating = chart.isPublic();
        Values.COMPONENTS.forEach(component -> components.put(component, new ComponentBuilder()));
    }

    /** The token of the registry that has the images. */
    public ServerValuesBuilder imageCredentials(Secret password) {
        return put("imageCredentials.password", Required.secret("imageCredentials", password));
    }

    /** The hosts {@code api.}, {@code files.} and {@code app.} of a domain, which is the cookie's, by an Ingress each. */
    public ServerValuesBuilder baseDomain(String domain) {
        if (!chart.isPublic() || chart.isAtLeast("5")) {
            cookieDomain(domain);
        }
        component("apiserver").ingress("api." + domain).serviceType("ClusterIP");
        component("fileserver").ingress("files." + domain).serviceType("ClusterIP");
        component("webserver").ingress("app." + domain).serviceType("ClusterIP");
        return this;
    }

    /** The domain that all hosts of the server are in. */
    public ServerValuesBuilder cookieDomain(String domain) {
        return put("clearml.cookieDomain", Required.host("cookieDomain", domain));
    }

    /** The Secret with the certificate of all Ingresses that are set so far. */
    public ServerValuesBuilder tlsSecretName(String secret) {
        List<ComponentBuilder> hosts = components.values().stream()
                .filter(ComponentBuilder::hasIngress)
                .toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("tlsSecretName: set the Ingresses first, such as by baseDomain");
        }
        hosts.forEach(component -> component.tlsSecretName(secret));
        return this;
    }

    /** The API server. */
    public ServerValuesBuilder apiserver(Consumer<ComponentBuilder> values) {
        values.accept(component("apiserver"));
        return this;
    }

    /** The file server. */
    public ServerValuesBuilder fileserver(Consumer<ComponentBuilder> values) {
        values.accept(component("fileserver"));
        return this;
    }

    /** The web UI. */
    public ServerValuesBuilder webserver(Consumer<ComponentBuilder> values) {
        values.accept(component("webserver"));
        return this;
    }

    /** Whether the applications are installed. Enterprise. */
    public ServerValuesBuilder clearmlApplications(boolean enabled) {
        return put("clearmlApplications.enabled", enabled);
    }

    /**
     * Generates the server's own keys and secrets (16 and 32 random bytes) that are not set here. For the public
     * chart this is the default. Without it the Enterprise chart generates its own.
     */
    public ServerValuesBuilder generateCredentials() {
        isGenerating = true;
        return this;
    }

    /**
     * Keeps the server's own keys and secrets of values that were written earlier, so that writing them again changes
     * none. Public ones are not kept.
     */
    public ServerValuesBuilder credentialsOf(HelmValues earlier) {
        CredentialKeys.of(chart)
                .all()
                .forEach(path -> earlier.secret(path)
                        .filter(text -> PublicSecrets.whereSecret(text).isEmpty()
                                && PublicSecrets.whereAccessKey(text.reveal()).isEmpty())
                        .ifPresent(text -> credentials.put(path, text.reveal())));
        return this;
    }

    /** The API server's key, of role {@code system}. */
    public ServerValuesBuilder apiserverCredentials(String key, Secret secret) {
        return credentials("apiserver", key, secret);
    }

    /** The file server's key. */
    public ServerValuesBuilder fileserverCredentials(String key, Secret secret) {
        return credentials("fileserver", key, secret);
    }

    /** The key of the user for tests. */
    public ServerValuesBuilder testUserCredentials(String key, Secret secret) {
        return credentials("testUser", key, secret);
    }

    /** The secret that signs tokens. */
    public ServerValuesBuilder secureAuthTokenSecret(Secret secret) {
        credentials.put(CredentialKeys.of(chart).tokenSecret(), Required.secret("secureAuthTokenSecret", secret));
        return this;
    }

    /** The Secret in the cluster that has the server's own keys; then none is written here. */
    public ServerValuesBuilder existingSecret(String secret) {
        isGenerating = false;
        return put(SecretRules.existing(chart), Required.text("existingSecret", secret));
    }

    /**
     * Users that log in with a name and a password. Hashing each takes some tenths of a second. The server deletes a fixed user
     * who is missing from a later list when it starts with that list.
     */
    public ServerValuesBuilder fixedUsers(FixedUser... users) {
        fixedUsers.addAll(Arrays.asList(users));
        return this;
    }

    /** Switches features on for the whole server. Enterprise. */
    public ServerValuesBuilder features(Feature... features) {
        for (Feature feature : features) {
            envs.put(ServerEnv.FEATURE + feature.value(), "true");
        }
        return this;
    }

    /** Makes the server refuse a second tenant of a name; otherwise creating one twice makes two. Enterprise. */
    public ServerValuesBuilder uniqueCompanyNames() {
        envs.put(ServerEnv.UNIQUE_COMPANY_NAMES, "true");
        return this;
    }

    /** What users of a built-in group ({@code users}, {@code admins}, {@code queue_admins}) may use. Enterprise. */
    public ServerValuesBuilder groupFeatures(String group, Collection<Feature> features) {
        envs.put(ServerEnv.GROUP + ServerGroup.group(group) + "__features", json(features));
        return this;
    }

    /** A group that every tenant has. Enterprise. */
    public ServerValuesBuilder group(ServerGroup group) {
        String prefix = ServerEnv.GROUP + group.group() + "__";
        envs.put(prefix + "id", group.id().toString());
        envs.put(prefix + "name", group.name());
        envs.put(prefix + "features", json(group.features()));
        envs.put(prefix + "assignable", String.valueOf(group.isAssignable()));
        envs.put(prefix + "system", "false");
        return this;
    }

    /** Custom events to Kafka. Enterprise. */
    public ServerValuesBuilder customEvents(CustomEvents events) {
        envs.putAll(events.variables());
        return this;
    }

    /**
     * An Elasticsearch of your own, by hosts with their ports; the chart's is switched off. Public charts before 5.6.0 take
     * one host.
     */
    public ServerValuesBuilder externalElasticsearch(String... hostsAndPorts) {
        ArrayNode hosts = JsonNodeFactory.instance.arrayNode();
        for (String each : hostsAndPorts) {
            if (!HostNames.isHostAndPort(each)) {
                throw new IllegalArgumentException("externalElasticsearch: must be like es-1:9200");
            }
            int colon = each.lastIndexOf(':');
            hosts.addObject()
                    .put("host", each.substring(0, colon))
                    .put("port", Integer.parseInt(each.substring(colon + 1)));
        }
        others.put("elasticsearch.enabled", false);
        if (has(DatabaseRules.ELASTICSEARCH)) {
            return put(DatabaseRules.ELASTICSEARCH, hosts.toString());
        }
        if (hosts.size() != 1) {
            throw new IllegalArgumentException(
                    "externalElasticsearch: " + chart + " takes one host, got " + hosts.size());
        }
        put("externalServices.elasticsearchHost", hosts.get(0).get("host").textValue());
        return put(
                "externalServices.elasticsearchPort", hosts.get(0).get("port").intValue());
    }

    /**
     * A MongoDB of your own, by the connection strings of both of ClearML's databases; the chart's is switched off. Public
     * charts before 5.4.0 have other keys, for {@link #set}: {@code externalServices.mongodbConnectionString} from 5.0.0 on,
     * {@code externalServices.mongodbHost} and {@code mongodbPort} before.
     */
    public ServerValuesBuilder externalMongodb(Secret auth, Secret backend) {
        if (!has(DatabaseRules.MONGODB_AUTH)) {
            throw new IllegalArgumentException("externalMongodb: " + chart
                    + " does not take two connection strings; set externalServices.mongodbConnectionString (from 5.0.0 on), or"
                    + " mongodbHost and mongodbPort (before)");
        }
        put(DatabaseRules.MONGODB_AUTH, Required.secret("auth", auth));
        others.put("mongodb.enabled", false);
        return put(DatabaseRules.MONGODB_BACKEND, Required.secret("backend", backend));
    }

    /** A Redis of your own; the chart's is switched off. */
    public ServerValuesBuilder externalRedis(String host, int port) {
        put(DatabaseRules.REDIS_HOST, Required.host("host", host));
        others.put("redis.enabled", false);
        return put("externalServices.redisPort", Required.port("port", port));
    }

    /**
     * Any other value, at a path such as {@code usageAggregator.enabled}: a text, a {@link Secret}, a number, a boolean, or a
     * list or map of these. It takes precedence over other settings.
     */
    public ServerValuesBuilder set(String path, Object value) {
        others.put(Required.text("path", path), YamlValues.copy(path, value));
        return this;
    }

    ServerValuesBuilder random(SecureRandom source) {
        random = source;
        return this;
    }

    /**
     * Builds the values, and checks them. May be called again; generated values differ then.
     *
     * @throws IllegalArgumentException if the check finds anything that is {@link io.clearmladmin.report.Severity#MEDIUM}
     *     or worse, by path and reason
     */
    public HelmValues build() {
        Map<String, Object> values = new LinkedHashMap<>();
        ValuesTree.overlay(values, YamlValues.map(root));
        credentials(values);
        components.forEach((name, component) -> {
            Map<String, Object> its = values(name, component);
            if (!its.isEmpty()) {
                values.put(name, its);
            }
        });
        MOVED.forEach(moved -> move(values, moved.getKey(), moved.getValue()));
        // As in the guides: first the server, then its databases.
        for (String last : List.of("clearmlApplications", "externalServices")) {
            Optional.ofNullable(values.remove(last)).ifPresent(value -> values.put(last, value));
        }
        others.forEach((path, value) -> ValuesTree.put(values, path, value));
        return ValuesValidator.checked(new HelmValues(chart, "values", values, Map.of()));
    }

    private Map<String, Object> values(String name, ComponentBuilder component) {
        if (!name.equals("apiserver")) {
            return component.values();
        }
        ComponentBuilder whole = new ComponentBuilder(component);
        envs.forEach(whole::extraEnv);
        component.envs().forEach(whole::extraEnv);
        if (!fixedUsers.isEmpty()) {
            whole.config(FixedUserRules.FILE, FixedUsersConfig.of(fixedUsers, random));
        }
        return whole.values();
    }

    // The path in this version of the chart.
    private void move(Map<String, Object> values, String key, String before) {
        if (has(before) && !has(key) && ValuesTree.get(values, key) instanceof Map<?, ?> its) {
            ValuesTree.put(values, before, its);
            int dot = key.indexOf('.');
            String component = key.substring(0, dot);
            Map<String, Object> rest = ValuesTree.map(values, component);
            rest.remove(key.substring(dot + 1));
            if (rest.isEmpty()) {
                values.remove(component);
            }
        }
    }

    // Not all keys of the Enterprise chart are published.
    private boolean has(String path) {
        return !chart.isPublic() || ChartKeys.of(chart).orElseThrow().isIn(path, chart);
    }

    private void credentials(Map<String, Object> values) {
        CredentialKeys keys = CredentialKeys.of(chart);
        keys.all().forEach(path -> {
            String own = credentials.get(path);
            if (own != null) {
                ValuesTree.put(values, path, own);
            } else if (isGenerating) {
                ValuesTree.put(values, path, random(keys.isKey(path) ? 16 : 32));
            }
        });
    }

    // As openssl rand -hex makes them.
    private String random(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private ServerValuesBuilder credentials(String name, String key, Secret secret) {
        CredentialKeys.Pair pair = CredentialKeys.of(chart)
                .pair(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + "Credentials: " + chart + " does not take a key of this user"));
        credentials.put(pair.key(), Required.text("key", key));
        credentials.put(pair.secret(), Required.secret("secret", secret));
        return this;
    }

    private ComponentBuilder component(String name) {
        return Objects.requireNonNull(components.get(name));
    }

    private ServerValuesBuilder put(String path, Object value) {
        ValuesTree.put(root, path, value);
        return this;
    }

    private static String json(Collection<Feature> features) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        features.forEach(feature -> list.add(feature.value()));
        return list.toString();
    }
}
