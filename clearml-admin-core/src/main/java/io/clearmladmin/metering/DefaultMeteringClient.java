package io.clearmladmin.metering;

import io.clearmladmin.internal.BareEndpoint;
import io.clearmladmin.internal.ClientSettings;
import java.util.List;

/** The metering service, which has one endpoint. */
final class DefaultMeteringClient implements MeteringClient {

    private final BareEndpoint<TenantUsagesQuery, TenantUsages> usages;

    DefaultMeteringClient(ClientSettings settings) {
        usages = BareEndpoint.open(settings, "get_usages", TenantUsagesQuery.class, TenantUsages.class, "tenants");
    }

    @Override
    public List<TenantUsages> getUsages(TenantUsagesQuery query) {
        return usages.list(query);
    }

    @Override
    public void close() {
        usages.close();
    }

    @Override
    public String toString() {
        return "MeteringClient[" + usages.address() + "]";
    }
}
