/**
 * The same call for many items, some at a time, with an outcome for each.
 *
 * <pre>{@code
 * import io.clearmladmin.bulk.Bulk;
 * import java.util.List;
 *
 * System.out.println(Bulk.parallel(8).call(List.of("u1", "u2"), id -> clearml.users().getById(id)));
 * }</pre>
 */
package io.clearmladmin.bulk;
