/**
 * {@code projects.*}: the tree of projects.
 *
 * <pre>{@code
 * import io.clearmladmin.projects.CreateProject;
 * import io.clearmladmin.projects.DeleteProject;
 *
 * String projectId = clearml.projects().create(CreateProject.builder().name("team/trials").build());
 * System.out.println(clearml.projects().validateDelete(projectId));
 * clearml.projects().delete(DeleteProject.builder().project(projectId).build());
 * }</pre>
 */
package io.clearmladmin.projects;
