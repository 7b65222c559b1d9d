package io.clearmladmin.workers;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code workers.*}: the agents that run tasks. All act on the caller's tenant; any role may unless stated otherwise. What
 * only an agent should send, such as {@code workers.status_report}, is omitted.
 */
public interface WorkersService {

    /** Lists workers, all in one reply. */
    @Endpoint(name = "workers.get_all", repeat = SAFE, result = "workers", since = "2.4")
    List<Worker> getAll(WorkerQuery query);

    /** Counts workers. API 2.26. */
    @Endpoint(name = "workers.get_count", repeat = SAFE, result = "count", since = "2.26")
    int getCount(WorkerQuery query);

    /** What workers used. */
    @Endpoint(name = "workers.get_stats", repeat = SAFE, result = "workers", since = "2.4")
    List<WorkerStats> getStats(WorkerStatsQuery query);

    /** How many workers there were. */
    @Endpoint(name = "workers.get_activity_report", repeat = SAFE, since = "2.4")
    ActivityReport getActivityReport(ActivityQuery query);

    /** The metrics that workers report. */
    @Endpoint(name = "workers.get_metric_keys", repeat = SAFE, result = "categories", since = "2.4")
    List<MetricCategory> getMetricKeys(@Filter @Field("worker_ids") Optional<List<String>> workerIds);

    /** Registers a worker; registering again counts as a call of that worker. */
    @Endpoint(name = "workers.register", repeat = SAFE, since = "2.4", changes = true)
    void register(RegisterWorker request);

    /**
     * Does nothing to another user's worker, and answers as if it had: it forgets only a worker that the caller registered. It
     * stops no agent; a running worker comes back with its next report. Read {@code workers.get_all} to see what is left.
     */
    @Endpoint(name = "workers.unregister", repeat = UNSAFE, since = "2.4", verifyWith = "workers.get_all")
    void unregister(@Field("worker") String workerId);

    /** The properties that a running agent reads; the form of the reply is not documented. */
    @Endpoint(name = "workers.get_runtime_properties", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getRuntimeProperties(@Field("worker") String workerId);

    /**
     * Sets properties that a running agent reads, and answers with success although {@code errors} may name some: {@code force}
     * with {@code off} makes it take no more tasks. An {@code expiry} of 0 removes a property.
     */
    @Endpoint(
            name = "workers.set_runtime_properties",
            repeat = UNSAFE,
            verifyWith = "workers.get_runtime_properties",
            edition = ENTERPRISE)
    Map<String, Object> setRuntimeProperties(
            @Field("worker") String workerId, @Field("runtime_properties") List<RuntimeProperty> properties);

    /** What is in use; neither request nor reply is documented. */
    @Endpoint(name = "workers.get_resource_usages", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getResourceUsages(Map<String, ?> request);

    /** What was in use, as received. */
    @Endpoint(name = "workers.get_resource_history", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getResourceHistory(ResourceHistoryQuery query);

    /** The thresholds of resources, as received. */
    @Endpoint(name = "workers.get_resource_thresholds", repeat = SAFE, edition = ENTERPRISE)
    Map<String, Object> getResourceThresholds();

    /** Sets thresholds of resources; the request is not documented. */
    @Endpoint(
            name = "workers.set_resource_thresholds",
            repeat = UNSAFE,
            verifyWith = "workers.get_resource_thresholds",
            edition = ENTERPRISE)
    Map<String, Object> setResourceThresholds(Map<String, ?> request);

    /** Forgets a cluster; the request is not documented. */
    @Endpoint(name = "workers.cluster_unregister", repeat = UNSAFE, edition = ENTERPRISE)
    Map<String, Object> clusterUnregister(Map<String, ?> request);

    /** Forgets a listener; the request is not documented. */
    @Endpoint(name = "workers.listener_unregister", repeat = UNSAFE, edition = ENTERPRISE)
    Map<String, Object> listenerUnregister(Map<String, ?> request);

    /** The log of events; the request is not documented. */
    @Endpoint(name = "workers.download_events_log", repeat = SAFE, edition = ENTERPRISE)
    Download downloadEventsLog(Map<String, ?> request);
}
