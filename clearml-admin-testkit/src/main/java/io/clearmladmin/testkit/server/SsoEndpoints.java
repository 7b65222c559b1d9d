package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code sso.*}, which only Enterprise servers have; as the reference says. */
final class SsoEndpoints {

    private static final Map<String, String> CATEGORIES =
            new TreeMap<>(Map.of("keycloak", "oidc", "okta", "oidc", "azure", "oidc", "saml", "saml"));
    private static final List<String> KEYS = List.of(
            "id",
            "display_name",
            "client_id",
            "client_secret",
            "authorization_endpoint",
            "token_endpoint",
            "revocation_endpoint",
            "end_session_endpoint",
            "logout_from_provider",
            "claim_tenant",
            "claim_name",
            "group_enabled",
            "claim_groups",
            "group_prohibit_user_login_if_not_in_group");

    private final ServerState world;
    /** By tenant and id. */
    private final Map<String, Map<String, Configuration>> configurations = new LinkedHashMap<>();

    /** How a tenant's users log in with a provider. */
    private record Configuration(
            String id, String provider, Map<String, Object> fields, boolean isActive, String lastUpdate) {

        Configuration active(boolean value) {
            return new Configuration(id, provider, fields, value, lastUpdate);
        }

        Map<String, Object> toMap() {
            return Map.of(
                    "id", id,
                    "provider", provider,
                    "display_name", fields.getOrDefault("display_name", provider),
                    "category", CATEGORIES.getOrDefault(provider, "oidc"),
                    "active", isActive,
                    "readonly", false,
                    "last_update", lastUpdate);
        }
    }

    SsoEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        add(endpoints, "get_supported_providers", (caller, body) -> supportedProviders());
        add(endpoints, "get_provider_configurations", this::getConfigurations);
        add(endpoints, "get_provider_configuration_template", this::getTemplate);
        add(endpoints, "save_provider_configuration", this::save);
        add(endpoints, "delete_provider_configurations", this::delete);
        add(endpoints, "set_provider_configurations_active", this::setActive);
        add(endpoints, "test_provider_configuration", SsoEndpoints::test);
        add(endpoints, "get_oidc_provider_data_from_well_known_url", SsoEndpoints::wellKnown);
        add(endpoints, "download_saml_sp_metadata", SsoEndpoints::downloadMetadata);
    }

    private static void add(Endpoints endpoints, String action, Endpoint.Action run) {
        endpoints.add("sso." + action, Endpoints.ADMINS, run);
    }

    private Map<String, Configuration> own(Caller caller, Body body) {
        return configurations.computeIfAbsent(world.companyNamed(caller, body).id, id -> new LinkedHashMap<>());
    }

    private static Object supportedProviders() {
        return Map.of(
                "providers",
                CATEGORIES.entrySet().stream()
                        .map(entry -> Map.of(
                                "id", entry.getKey(),
                                "display_name", entry.getKey(),
                                "category", entry.getValue(),
                                "icon", ""))
                        .toList());
    }

    private static String provider(Body body) {
        String provider = body.required("provider");
        if (!CATEGORIES.containsKey(provider)) {
            throw Refusal.validation("error for field 'provider': value '" + provider + "' is not a valid choice..");
        }
        return provider;
    }

    private Object getConfigurations(Caller caller, Body body) {
        return Map.of(
                "configurations",
                own(caller, body).values().stream().map(Configuration::toMap).toList());
    }

    private Object getTemplate(Caller caller, Body body) {
        Map<String, Object> template = new LinkedHashMap<>();
        KEYS.forEach(key -> template.put(key, ""));
        if (body.has("id")) {
            Configuration known = own(caller, body).get(body.required("id"));
            if (known == null) {
                throw new Refusal(400, 10, "Invalid object id: id=" + body.required("id"));
            }
            template.putAll(known.fields());
        } else {
            provider(body);
            template.putAll(endpoints(body));
        }
        return Map.of("config_template", template, "error", "");
    }

    private Object save(Caller caller, Body body) {
        String provider = provider(body);
        Map<String, Object> fields = body.object("configuration");
        String id = fields.get("id") instanceof String named && !named.isEmpty() ? named : ServerState.newId();
        Configuration known = own(caller, body).get(id);
        boolean isActive = known == null || known.isActive();
        own(caller, body).put(id, new Configuration(id, provider, fields, isActive, Wire.date(world.now())));
        return Map.of();
    }

    private Object delete(Caller caller, Body body) {
        Map<String, Configuration> own = own(caller, body);
        int before = own.size();
        own.keySet().removeAll(body.textsOrNone("ids"));
        return Map.of("deleted", before - own.size());
    }

    private Object setActive(Caller caller, Body body) {
        Map<String, Configuration> own = own(caller, body);
        List<String> ids = body.textsOrNone("ids");
        boolean isActive = body.flag("active", true);
        boolean leavesOne = own.values().stream().anyMatch(one -> one.isActive() && !ids.contains(one.id()));
        boolean hitsOne = own.values().stream().anyMatch(one -> one.isActive() && ids.contains(one.id()));
        if (!isActive && hitsOne && !leavesOne) {
            throw new Refusal(400, 86, "The last active configuration cannot be deactivated");
        }
        int updated = 0;
        for (String id : ids) {
            Configuration known = own.get(id);
            if (known != null && known.isActive() != isActive) {
                own.put(id, known.active(isActive));
                updated++;
            }
        }
        return Map.of("updated", updated);
    }

    private static Object test(Caller caller, Body body) {
        provider(body);
        Object endpoint = body.object("configuration").get("authorization_endpoint");
        return Map.of("redirect_url", String.valueOf(endpoint == null ? "" : endpoint));
    }

    private static Map<String, Object> endpoints(Body body) {
        String url = body.has("well_known_url") ? body.required("well_known_url") : body.text("url");
        if (url == null) {
            return Map.of();
        }
        String base = url.replaceAll("/\\.well-known/.*$", "");
        return Map.of(
                "authorization_endpoint", base + "/auth",
                "token_endpoint", base + "/token",
                "revocation_endpoint", base + "/revoke",
                "end_session_endpoint", base + "/logout");
    }

    private static Object wellKnown(Caller caller, Body body) {
        body.required("url");
        return endpoints(body);
    }

    private static Object downloadMetadata(Caller caller, Body body) {
        provider(body);
        body.object("configuration");
        return Answer.file("sp_metadata.xml", "text/xml", "<EntityDescriptor entityID=\"clearml\"/>");
    }
}
