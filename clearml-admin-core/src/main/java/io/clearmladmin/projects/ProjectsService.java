package io.clearmladmin.projects;

import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Updated;
import io.clearmladmin.organization.Tags;
import java.util.List;
import java.util.Optional;

/**
 * {@code projects.*}: projects, which form a tree by their names. Any role may, in its own tenant, where access rules do not
 * forbid it. An unknown project is an {@code InvalidIdException} where nothing else is said.
 */
public interface ProjectsService {

    /** Lists projects. */
    @Endpoint(name = "projects.get_all", repeat = SAFE, result = "projects")
    Paged<Project> getAll(ProjectQuery query);

    /** Lists projects with counts of what is in them, if they are asked for. */
    @Endpoint(name = "projects.get_all_ex", repeat = SAFE, result = "projects")
    Paged<Project> getAllEx(ProjectQuery query);

    /** One project. */
    @Endpoint(name = "projects.get_by_id", repeat = SAFE, result = "project")
    Project getById(@Field("project") String projectId);

    /** Creates a project, with those above it, and returns its id. A known name is an {@code AlreadyExistsException}. */
    @Endpoint(name = "projects.create", repeat = UNSAFE, result = "id", verifyWith = "projects.get_all")
    String create(CreateProject request);

    /** Changes a project. Its place in the tree is changed by {@link #move}. */
    @Endpoint(name = "projects.update", repeat = SAFE, changes = true)
    Updated update(UpdateProject request);

    /**
     * Moves a project into another; returns how many were moved. One that is there already is a {@code BadRequestException}
     * (400/410); an unknown one fails with 500/0, and so in an {@code OutcomeUnknownException}.
     */
    @Endpoint(name = "projects.move", repeat = UNSAFE, result = "moved", verifyWith = "projects.get_by_id")
    int move(MoveProject request);

    /**
     * Loses the archived content of a project, and moves the rest into another: archived tasks and models keep the id of the
     * project, which is deleted, and no project leads to them any more. Move or unarchive them first. An unknown project
     * fails with 500/0.
     */
    @Endpoint(name = "projects.merge", repeat = UNSAFE, verifyWith = "projects.get_by_id")
    MergedProject merge(@Field("project") String projectId, @Field("destination_project") String destinationId);

    /** Counts what a deletion would take along. What runs or waits is not said: list the tasks by their status. */
    @Endpoint(name = "projects.validate_delete", repeat = SAFE)
    ProjectContents validateDelete(@Field("project") String projectId);

    /**
     * Deletes a project, and stops nothing: tasks in it run on until their agents find them gone, and deleted ones stay in
     * their queues. Stop what runs and waits first, by {@code tasks.stop_many}. Projects below it go with it. What is in it
     * moves to the root, unless it is deleted too; without force the call is refused while anything in it is not archived.
     */
    @Endpoint(name = "projects.delete", repeat = UNSAFE, verifyWith = "projects.get_by_id")
    DeletedProject delete(DeleteProject request);

    /** The tags of these projects, or of all. */
    @Endpoint(name = "projects.get_project_tags", repeat = SAFE)
    Tags getProjectTags(
            @Filter @Field("projects") Optional<List<String>> projectIds,
            @Field("include_system") Optional<Boolean> includeSystem);

    /** The tags of the tasks in these projects, or in all. */
    @Endpoint(name = "projects.get_task_tags", repeat = SAFE, since = "2.8")
    Tags getTaskTags(
            @Filter @Field("projects") Optional<List<String>> projectIds,
            @Field("include_system") Optional<Boolean> includeSystem);

    /** The tags of the models in these projects, or in all. */
    @Endpoint(name = "projects.get_model_tags", repeat = SAFE, since = "2.8")
    Tags getModelTags(
            @Filter @Field("projects") Optional<List<String>> projectIds,
            @Field("include_system") Optional<Boolean> includeSystem);

    /** Who created tasks in these projects and below, or in all. API 2.26. */
    @Endpoint(name = "projects.get_user_names", repeat = SAFE, result = "users", since = "2.26")
    List<Reference> getUserNames(@Filter @Field("projects") Optional<List<String>> projectIds);

    /**
     * Shows projects, without what is in them, to the users of every tenant; returns how many. One that is public already, or
     * unknown, is an {@code InvalidIdException}. Open source.
     */
    @Endpoint(
            name = "projects.make_public",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "projects.get_by_id")
    int makePublic(@Filter(literal = true) @Field("ids") List<String> ids);

    /** Takes projects back from the users of other tenants; returns how many. Open source. */
    @Endpoint(
            name = "projects.make_private",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "projects.get_by_id")
    int makePrivate(@Filter(literal = true) @Field("ids") List<String> ids);
}
