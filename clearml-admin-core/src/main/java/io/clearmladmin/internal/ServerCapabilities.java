package io.clearmladmin.internal;

import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.server.Capabilities;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads on demand what the server has, and explains why an endpoint is missing. */
final class ServerCapabilities implements Capabilities {

    private static final String ENTERPRISE_SIGN = "system.get_companies";
    private static final EndpointSpec ENDPOINTS = EndpointSpec.everywhere("server.endpoints");
    private static final ResultReader NAMES = ResultReader.of(
            Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class), "endpoints");

    private final Client client;
    private final Map<String, Boolean> probed = new ConcurrentHashMap<>();
    private volatile @Nullable Set<String> listed;
    private volatile boolean mayNotList;
    private volatile @Nullable Edition edition;
    private volatile @Nullable Map<String, Object> info;

    ServerCapabilities(Client client) {
        this.client = client;
    }

    @Override
    public Edition edition() {
        Edition known = edition;
        if (known == null) {
            // An Enterprise tenant may have the basic set too, so that only another one is conclusive.
            boolean advanced = client.claims()
                    .featureSet()
                    .filter(set -> !set.equals("basic"))
                    .isPresent();
            boolean enterprise = advanced || has(ENTERPRISE_SIGN);
            known = enterprise ? Edition.ENTERPRISE : Edition.OPEN_SOURCE;
            edition = known;
        }
        return known;
    }

    @Override
    public Optional<String> serverVersion() {
        return client.claims().serverVersion().or(() -> info("version"));
    }

    @Override
    public Optional<String> apiVersion() {
        return client.claims().apiVersion().or(() -> info("api_version"));
    }

    private Optional<String> info(String field) {
        Map<String, Object> known = info;
        if (known == null) {
            known = client.call("server.info", Repeat.SAFE, Map.of());
            info = known;
        }
        return Optional.ofNullable(known.get(field)).map(Object::toString);
    }

    @Override
    public boolean has(String endpoint) {
        EndpointSpec line = EndpointSpec.probed(Check.text("endpoint", endpoint));
        Set<String> all = list();
        if (all != null) {
            return all.contains(line.name());
        }
        Boolean known = probed.get(line.name());
        if (known == null) {
            known = probe(line);
            probed.put(line.name(), known);
        }
        return known;
    }

    private @Nullable Set<String> list() {
        Set<String> known = listed;
        if (known == null && !mayNotList) {
            try {
                Object names = client.send(ENDPOINTS, Bodies.write(Map.of()), NAMES);
                known = ((Map<?, ?>) Objects.requireNonNull(names))
                        .keySet().stream().map(Object::toString).collect(Collectors.toSet());
                listed = known;
            } catch (ForbiddenException | NoSuchEndpointException roleMayNot) {
                mayNotList = true;
            }
        }
        return known;
    }

    private boolean probe(EndpointSpec line) {
        try {
            client.send(line, Bodies.write(Map.of()), ResultReader.of(void.class, ""));
            return true;
        } catch (NoSuchEndpointException missing) {
            return false;
        } catch (ApiException refused) {
            return true;
        }
    }

    /** The same exception, with what the endpoint needs and what the server is. */
    NoSuchEndpointException explain(NoSuchEndpointException missing, EndpointSpec line) {
        if (missing.endpoint().equals(LoginExchange.LOGIN.name())
                && !line.name().equals(missing.endpoint())) {
            return explained(
                    missing,
                    "Every API server has it: the API address is wrong, or a proxy passes on a path that it "
                            + "should cut off; the address is " + client.apiUrl());
        }
        String needs = line.edition() == Edition.ENTERPRISE ? enterpriseNeed(line) : versionNeed(line);
        return explained(missing, needs + "; this is " + server());
    }

    private static NoSuchEndpointException explained(NoSuchEndpointException missing, String advice) {
        NoSuchEndpointException explained = new NoSuchEndpointException(missing.error(), advice);
        explained.setStackTrace(missing.getStackTrace());
        return explained;
    }

    private String enterpriseNeed(EndpointSpec line) {
        if (!line.sinceRelease().isEmpty()) {
            return "It needs an Enterprise server, of release " + line.sinceRelease() + " or newer";
        }
        return isEnterprise() ? "It needs a newer Enterprise server" : "It needs an Enterprise server";
    }

    private static String versionNeed(EndpointSpec line) {
        return line.since().isEmpty()
                ? "It needs another server version, or is misspelt"
                : "It needs API version " + line.since() + " or newer";
    }

    // Read while a failure is reported: its own failure must not hide that.
    private boolean isEnterprise() {
        try {
            return edition() == Edition.ENTERPRISE;
        } catch (ClearMlException unknown) {
            return false;
        }
    }

    private String server() {
        TokenClaims claims = client.heldClaims();
        Edition known = edition;
        String kind = known == null ? "a server" : "an " + known + " server";
        if (claims == null) {
            return kind + " of unknown version";
        }
        return kind
                + claims.serverVersion().map(version -> " " + version).orElse("")
                + claims.apiVersion().map(version -> ", API " + version).orElse("");
    }
}
