package io.clearmladmin.events;

/**
 * How far an inventory is.
 *
 * @param read the tenants that were read
 * @param published the tenants that were published
 * @param failed the tenants that failed
 * @param listed all tenants of this run
 */
public record InventoryProgress(int read, int published, int failed, int listed) {}
