package io.clearmladmin.events;

import java.util.Set;

/** The types of events about tenants. Their schemas say what each carries: {@link EventSchemas}. */
public final class TenantEvents {

    /** Inventory: a tenant was there. */
    public static final String PRESENT = "tenant.present";

    /** Inventory: a run came to its end. */
    public static final String INVENTORY_COMPLETE = "inventory.complete";

    /** Lifecycle: a tenant was seen for the first time. */
    public static final String APPEARED = "tenant.appeared";

    /** Lifecycle: a tenant has another name. */
    public static final String RENAMED = "tenant.renamed";

    /** Lifecycle: a tenant is active again. */
    public static final String ACTIVATED = "tenant.activated";

    /** Lifecycle: a tenant is no longer active. */
    public static final String DEACTIVATED = "tenant.deactivated";

    /** Lifecycle: a tenant's custom-events fields are others. */
    public static final String FIELDS_CHANGED = "tenant.fields_changed";

    /** Lifecycle: a tenant is no longer listed. */
    public static final String GONE = "tenant.gone";

    private static final String SUBJECT = "tenant/";

    private TenantEvents() {}

    /** All of them. */
    public static Set<String> types() {
        return Set.of(PRESENT, INVENTORY_COMPLETE, APPEARED, RENAMED, ACTIVATED, DEACTIVATED, FIELDS_CHANGED, GONE);
    }

    static String subject(String tenantId) {
        return SUBJECT + tenantId;
    }

    static boolean isAboutTenant(Event event) {
        return event.subject().startsWith(SUBJECT);
    }
}
