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
    private static final String IN_ITS_ENVIRONMENT = " in the API server's environment, and restart.";
    private static final String TURN_ON = "Set CLEARML__services__custom_events__enabled=true" + IN_ITS_ENVIRONMENT;
    private static final String NAME_TOPICS =
            "Name the same topics on both sides: CLEARML__services__custom_events__channels__main__topics__"
                    + "service_instance_lifecycle and …inventory" + IN_ITS_ENVIRONMENT;
    private static final String NAME_HOST =
            "Set CLEARML__hosts__kafka__custom_events__host=[host:port]" + IN_ITS_ENVIRONMENT;
    private static final String LOG_IN =
            "Set CLEARML__SECURE__KAFKA__CUSTOM_EVENTS__security_protocol and, with a login, …sasl_mechanism, "
                    + "…sasl_plain_username and …sasl_plain_password" + IN_ITS_ENVIRONMENT;

    private final ClearMl clearml;
    private final KafkaSettings settings;
    private final LinkFindings findings;

    ServerLinks(ClearMl clearml, KafkaSettings settings, LinkFindings findings) {
        this.clearml = clearml;
        this.settings = settings;
        this.findings = findings;
    }

    void look() {
        look(new Link("server-setting", "the server's custom events", SERVICE), TURN_ON, this::enabled);
        look(new Link("server-topics", "the server's topics", SERVICE), NAME_TOPICS, this::topics);
        look(new Link("server-address", "the server's Kafka address", HOSTS), NAME_HOST, this::hosts);
        look(new Link("server-login", "the server's Kafka login", SECURE), LOG_IN, this::login);
    }

    /** Judges a part of the server's configuration. */
    private interface Look {
        void at(Link link, Map<String, Object> part);
    }

    private void look(Link link, String ifAbsent, Look look) {
        try {
            look.at(
                    link,
                    clearml.server()
                            .config(ConfigQuery.builder().path(link.where()).build()));
        } catch (ForbiddenException roleMayNot) {
            findings.skip(
                    link,
                    link.what() + ": reading the server's configuration takes role system or root",
                    "Run it with a key of role system or root.");
        } catch (ServerErrorException absent) {
            // So the server answers for a path that it does not have.
            findings.broken(link, "the server has no " + link.where(), ifAbsent);
        } catch (ClearMlException failure) {
            findings.skip(link, link.what() + ": " + failure.getMessage(), "");
        }
    }

    private void enabled(Link link, Map<String, Object> service) {
        if ("true".equals(String.valueOf(service.get("enabled")))) {
            findings.good(link, "they are on");
        } else {
            findings.broken(link, "they are off", TURN_ON);
        }
    }

    private void topics(Link link, Map<String, Object> service) {
        List<String> different = new ArrayList<>();
        compare(service, "service_instance_lifecycle", settings.lifecycleTopic(), different);
        compare(service, "service_instance_inventory", settings.inventoryTopic(), different);
        judge(
                link,
                different,
                settings.lifecycleTopic() + " and " + settings.inventoryTopic() + ", as here",
                NAME_TOPICS);
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

    private void hosts(Link link, Map<String, Object> hosts) {
        Set<String> theirs = new HashSet<>();
        if (hosts.get("host") instanceof Collection<?> many) {
            many.forEach(host -> theirs.add(host.toString()));
        } else if (hosts.get("host") != null) {
            theirs.add(String.valueOf(hosts.get("host")));
        }
        Set<String> ours = new HashSet<>(settings.bootstrapServers());
        if (theirs.isEmpty()) {
            findings.broken(link, "no host is set", NAME_HOST);
            return;
        }
        judge(
                link,
                theirs.equals(ours) ? List.of() : List.of(theirs + ", here " + ours),
                ours + ", as here",
                "Both may be the same cluster; if not, the server's events and these go to different ones.");
    }

    private void login(Link link, Map<String, Object> secure) {
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
        judge(
                link,
                different,
                settings.protocol() + ", as here",
                "Right if the server has a user of its own; else give both the same.");
    }

    private void judge(Link link, List<String> different, String same, String remedy) {
        if (different.isEmpty()) {
            findings.good(link, same);
        } else {
            findings.doubtful(link, String.join("; ", different), remedy);
        }
    }

    private static void differ(String setting, Map<String, Object> secure, String ours, List<String> different) {
        Object theirs = secure.get(setting);
        if (!ours.equals(theirs)) {
            different.add(
                    setting + " is " + (theirs == null ? "not set" : "'" + theirs + "'") + ", here '" + ours + "'");
        }
    }
}
