/**
 * {@code apps.*}: applications, who has them, and what runs of them. Enterprise.
 *
 * <pre>{@code
 * import java.util.List;
 *
 * clearml.apps().getAllApps().forEach(System.out::println);
 * clearml.apps().deployPerTenant("jupyter-lab", List.of(tenantId));
 * }</pre>
 */
package io.clearmladmin.apps;
