package io.clearmladmin.server;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code server.*}: version, configuration, endpoints, health. */
public interface ServerService {

    /** Version and build. Any role. */
    @Endpoint(name = "server.info", repeat = SAFE)
    ServerInfo info();

    /** The server's configuration; with a path, secrets are included. Roles system, root. */
    @Endpoint(name = "server.config", repeat = SAFE, since = "2.1")
    Map<String, Object> config(ConfigQuery query);

    /** The endpoints by name, each with its versions. Roles system, root. */
    @Endpoint(name = "server.endpoints", repeat = SAFE, result = "endpoints", since = "2.1")
    Map<String, List<EndpointInfo>> endpoints();

    /** The statistics that the server reports to its makers, over an interval in seconds. Roles system, root. */
    @Endpoint(name = "server.get_stats", repeat = SAFE)
    Map<String, Object> getStats(@Field("interval") Optional<Long> intervalSeconds);

    /** Reads whether statistics are reported to the server's makers, or sets it. Any role. */
    @Endpoint(name = "server.report_stats_option", repeat = SAFE, since = "2.4", changes = true)
    ReportStats reportStatsOption(@Field("enabled") Optional<Boolean> enabled);

    /** Checks the server; throws an error if something is wrong. Any role. */
    @Endpoint(name = "server.health_check", repeat = SAFE, edition = ENTERPRISE)
    HealthCheck healthCheck();

    /** The state of the server's databases. Roles system, root. */
    @Endpoint(name = "server.health_status", repeat = SAFE, edition = ENTERPRISE)
    HealthStatus healthStatus();

    /** The version of the databases' schemas, with their history if requested; its form is not documented. */
    @Endpoint(name = "server.db_version", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> dbVersion(@Field("history") Optional<Boolean> history);
}
