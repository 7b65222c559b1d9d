/**
 * Calls: the options of each, and the events that listeners are notified of.
 *
 * <pre>{@code
 * import io.clearmladmin.ClearMl;
 * import io.clearmladmin.calls.AuditTrail;
 * import io.clearmladmin.calls.CallOptions;
 * import java.time.Duration;
 *
 * try (ClearMl client = ClearMl.builder().listener(AuditTrail.toLog()).build()) {
 *     ClearMl patient = client.with(CallOptions.builder().callTimeout(Duration.ofMinutes(5)).build());
 *     System.out.println(patient.server().info());
 * }
 * }</pre>
 */
package io.clearmladmin.calls;
