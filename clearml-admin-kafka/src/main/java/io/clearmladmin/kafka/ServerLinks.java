package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.server.ConfigQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API server is set to, and whether that agrees with ours. */
final class ServerLinks {

    private static final String SERVICE = "services.custom_events";
    private static final String HOSTS = "hosts.kafka.custom_events";
    private static final String SECURE = "secure.kafka.custom_events";

    private final ClearMl clearml;
    private final KafkaSettings settings;

    ServerLinks(ClearMl clearml, KafkaSettings settings) {
        this.clearml = clearml;
        this.settings = settings;
    }

    List<Finding> look() {
        List<Finding> links = new ArrayList<>();
        links.add(look("server setting", SERVICE, this::enabled));
        links.add(look("server's topics", SERVICE, this::topics));
        links.add(look("server's Kafka address", HOSTS, this::hosts));
        links.add(look("server's Kafka login", SECURE, this::login));
        return links;
    }

    /** Makes a link of a part of the server's configuration. */
    private interface Look {
        Finding at(String name, Map<String, Object> part);
    }

    private Finding look(String name, String path, Look look) {
        try {
            return look.at(
                    name,
                    clearml.server().config(ConfigQuery.builder().path(path).build()));
        } catch (ForbiddenException roleMayNot) {
            return Finding.notSeen(name, "reading the server's configuration takes role system or root");
        } catch (ServerErrorException absent) {
            // So the server answers for a path that it does not have.
            return Finding.broken(
                    name, "the server has no " + path, "Set it as ClearML's guide on custom events says, and restart.");
        } catch (ClearMlException failure) {
            return Finding.notSeen(name, String.valueOf(failure.getMessage()));
        }
    }

    private Finding enabled(String name, Map<String, Object> service) {
        return "true".equals(String.valueOf(service.get("enabled")))
                ? Finding.good(name, "custom events are on")
                : Finding.broken(
                        name,
                        "custom events are off",
                        "Set CLEARML__services__custom_events__enabled=true in the API server's environment, and restart.");
    }

    private Finding topics(String name, Map<String, Object> service) {
        List<String> different = new ArrayList<>();
        compare(service, "service_instance_lifecycle", settings.lifecycleTopic(), different);
        compare(service, "service_instance_inventory", settings.inventoryTopic(), different);
        return different.isEmpty()
                ? Finding.good(name, settings.lifecycleTopic() + " and " + settings.inventoryTopic() + ", as here")
                : Finding.doubtful(name, String.join("; ", different), "Name the same topics on both sides.");
    }

    private static void compare(Map<String, Object> service, String topic, String ours, List<String> different) {
        Object theirs = at(service, "channels", "main", "topics", topic);
        if (!ours.equals(theirs)) {
            different.add(topic + " is " + (theirs == null ? "not set" : "'" + theirs + "'") + ", here '" + ours + "'");
        }
    }

    private static @Nullable Object at(Object from, String... steps) {
        Object at = from;
        for (String step : steps) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }

    private Finding hosts(String name, Map<String, Object> hosts) {
        Set<String> theirs = new HashSet<>();
        if (hosts.get("host") instanceof Collection<?> many) {
            many.forEach(host -> theirs.add(host.toString()));
        } else if (hosts.get("host") != null) {
            theirs.add(String.valueOf(hosts.get("host")));
        }
        Set<String> ours = new HashSet<>(settings.bootstrapServers());
        if (theirs.isEmpty()) {
            return Finding.broken(
                    name,
                    "no host is set",
                    "Set CLEARML__hosts__kafka__custom_events__host=[host:port] in the API server's environment, and restart.");
        }
        return theirs.equals(ours)
                ? Finding.good(name, ours + ", as here")
                : Finding.doubtful(
                        name,
                        theirs + ", here " + ours,
                        "Both may be the same cluster; if not, the server's events and these go to different ones.");
    }

    private Finding login(String name, Map<String, Object> secure) {
        List<String> different = new ArrayList<>();
        differ("security_protocol", secure, settings.protocol().name(), different);
        if (settings.protocol().hasLogin()) {
            differ("sasl_mechanism", secure, settings.mechanism().kafkaName(), different);
            differ("sasl_plain_username", secure, settings.user().orElse(""), different);
            String password = settings.password().map(Secret::reveal).orElse("");
            if (!password.equals(String.valueOf(secure.get("sasl_plain_password")))) {
                different.add("another password");
            }
        }
        return different.isEmpty()
                ? Finding.good(name, settings.protocol() + ", as here")
                : Finding.doubtful(
                        name,
                        String.join("; ", different),
                        "Right if the server has a user of its own; else give both the same.");
    }

    private static void differ(String setting, Map<String, Object> secure, String ours, List<String> different) {
        Object theirs = secure.get(setting);
        if (!ours.equals(theirs)) {
            different.add(
                    setting + " is " + (theirs == null ? "not set" : "'" + theirs + "'") + ", here '" + ours + "'");
        }
    }
}
