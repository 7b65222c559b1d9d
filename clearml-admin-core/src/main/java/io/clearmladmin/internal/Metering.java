package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.TenantUsagesQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The metering service: the same way of a call, but no login and no envelope. */
public final class Metering implements MeteringClient {

    private static final EndpointSpec GET_USAGES = EndpointSpec.elsewhere("get_usages", Repeat.SAFE);
    private static final Filters FILTERS = Filters.of(TenantUsagesQuery.class);
    private static final Result TENANTS = new BareJsonReader(ResultReader.of(
            Json.MAPPER.getTypeFactory().constructCollectionType(List.class, TenantUsages.class), "tenants"));

    private final Connection connection;

    private Metering(Connection connection) {
        this.connection = connection;
    }

    /** A client with these settings; nothing is sent yet. */
    public static MeteringClient open(ClientSettings settings) {
        return new Metering(new Connection(settings, Time.SYSTEM));
    }

    @Override
    @SuppressWarnings("unchecked") // TENANTS reads nothing else
    public List<TenantUsages> getUsages(TenantUsagesQuery query) {
        String empty = FILTERS.empty(GET_USAGES.name(), Objects.requireNonNull(query, "query"));
        if (empty != null) {
            throw Filters.noneMeant(GET_USAGES.name(), empty);
        }
        Call call = call(query);
        return (List<TenantUsages>)
                Objects.requireNonNull(connection.pipeline().calls().send(call).value());
    }

    private Call call(Object body) {
        CallContext context = CallContext.of(connection.pipeline().session());
        return new Call(GET_USAGES, Bodies.write(body), TENANTS, context, DefaultClearMl.randomId());
    }

    @Override
    public void close() {
        connection.close(call(Map.of()));
    }

    @Override
    public String toString() {
        return "MeteringClient[" + connection.address() + "]";
    }
}
