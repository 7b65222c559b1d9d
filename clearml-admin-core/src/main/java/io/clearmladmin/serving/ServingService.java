package io.clearmladmin.serving;

import static io.clearmladmin.endpoint.Repeat.SAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import java.util.List;

/** {@code serving.*}: the endpoints at which containers serve models. What containers send themselves is omitted on purpose. */
public interface ServingService {

    /** The endpoints, one for each address. */
    @Endpoint(name = "serving.get_endpoints", repeat = SAFE, result = "endpoints", since = "2.31")
    List<ServingEndpoint> getEndpoints();

    /** The containers that do not serve yet. */
    @Endpoint(name = "serving.get_loading_instances", repeat = SAFE, result = "instances", since = "2.31")
    List<LoadingInstance> getLoadingInstances();

    /**
     * An endpoint and its containers. An unknown address is an {@code InvalidIdException}; an endpoint of which no container has
     * said yet how long it is up makes the server fail with 500/0.
     */
    @Endpoint(name = "serving.get_endpoint_details", repeat = SAFE, since = "2.31")
    EndpointDetails getEndpointDetails(@Field("endpoint_url") String url);

    /** How a metric of an endpoint went. */
    @Endpoint(name = "serving.get_endpoint_metrics_history", repeat = SAFE, since = "2.31")
    MetricsHistory getEndpointMetricsHistory(MetricsHistoryQuery query);
}
