/**
 * {@code models.*}: the models, as far as they are an administrator's business.
 *
 * <pre>{@code
 * import io.clearmladmin.models.Model;
 * import io.clearmladmin.models.ModelQuery;
 * import java.util.List;
 *
 * ModelQuery archived = ModelQuery.builder().systemTags(List.of("archived")).build();
 * for (Model model : clearml.models().getAllEx(archived)) {
 *     System.out.println(model.id() + " " + model.uri().orElse(""));
 * }
 * }</pre>
 */
package io.clearmladmin.models;
