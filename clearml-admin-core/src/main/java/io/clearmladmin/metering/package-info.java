/**
 * What tenants used and what it costs: the metering service, and the values that the API server returns too.
 *
 * <!-- not run: the metering service has a login of its own -->
 * <pre>{@code
 * import io.clearmladmin.metering.MeteringClient;
 * import io.clearmladmin.metering.TenantUsagesQuery;
 * import java.time.LocalDate;
 *
 * TenantUsagesQuery november = TenantUsagesQuery.builder()
 *         .tenant(tenantId)
 *         .fromDate(LocalDate.of(2026, 11, 1))
 *         .toDate(LocalDate.of(2026, 11, 30))
 *         .build();
 * try (MeteringClient metering = MeteringClient.connect(meteringUrl, accessKey, secretKey)) {
 *     metering.getUsages(november).forEach(System.out::println);
 * }
 * System.out.println(clearml.organization().getUsageConfiguration());
 * }</pre>
 */
package io.clearmladmin.metering;
