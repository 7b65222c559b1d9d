package io.clearmladmin.metering;

import java.util.List;

/**
 * A client of the metering service (the "usage aggregator"), which stands beside the API server: it has an address of its
 * own, and credentials of its own, which the Helm chart keeps in the usage aggregator's secret. Server 3.28 or newer.
 *
 * <p>It serves any number of threads; calls block until there is an answer or the deadline is reached, and end in a value
 * or in a {@link io.clearmladmin.errors.ClearMlException}. Which errors the service has is not documented: one that is
 * not HTTP 401 or 403 is a {@code GatewayException} with its status.
 */
public interface MeteringClient extends AutoCloseable {

    /** A builder with nothing set. */
    static MeteringClientBuilder builder() {
        return new MeteringClientBuilder();
    }

    /**
     * A client for a metering service and its key. Nothing is sent before the first call.
     *
     * @throws io.clearmladmin.errors.ConfigurationException if one of the three cannot be right
     */
    static MeteringClient connect(String url, String accessKey, String secretKey) {
        return builder().url(url).credentials(accessKey, secretKey).build();
    }

    /** {@code get_usages}: what tenants used, day by day, and what it costs. A read; it is repeated as others are. */
    List<TenantUsages> getUsages(TenantUsagesQuery query);

    /** Frees connections and threads. May be called again. */
    @Override
    void close();
}
