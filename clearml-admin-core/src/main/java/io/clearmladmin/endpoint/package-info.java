/**
 * What service interfaces are declared with: endpoint, fields, retryability, pages, and the values all services share. An
 * endpoint that has no method here is one line in an interface of your own, or a call by its name.
 *
 * <pre>{@code
 * import io.clearmladmin.endpoint.Endpoint;
 * import io.clearmladmin.endpoint.Field;
 * import io.clearmladmin.endpoint.Paged;
 * import io.clearmladmin.endpoint.Repeat;
 * import java.util.Map;
 *
 * record Project(String id, String name) {}
 *
 * interface ProjectsService {
 *     @Endpoint(name = "projects.create", repeat = Repeat.UNSAFE, verifyWith = "projects.get_all", result = "id")
 *     String create(@Field("name") String name, @Field("description") String description);
 *
 *     @Endpoint(name = "projects.get_all", repeat = Repeat.SAFE, result = "projects")
 *     Paged<Project> getAll(Map<String, ?> query);
 * }
 *
 * ProjectsService projects = clearml.service(ProjectsService.class);
 * String id = projects.create("vision", "Models of the vision team");
 * projects.getAll(Map.of("id", id)).forEach(project -> System.out.println(project.name()));
 * Map<String, Object> task = clearml.call("tasks.get_by_id", Repeat.SAFE, Map.of("task", taskId));
 * }</pre>
 */
package io.clearmladmin.endpoint;
