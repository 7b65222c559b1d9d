/**
 * {@code organization.*}: what belongs to a tenant as a whole.
 *
 * <pre>{@code
 * import io.clearmladmin.organization.EntitiesCountQuery;
 * import io.clearmladmin.organization.TagsQuery;
 * import java.util.Map;
 *
 * System.out.println(clearml.organization().getUserCompanies());
 * System.out.println(clearml.organization().getTags(TagsQuery.builder().build()));
 * System.out.println(clearml.organization()
 *         .getEntitiesCount(EntitiesCountQuery.builder().tasks(Map.of()).build()));
 * }</pre>
 */
package io.clearmladmin.organization;
