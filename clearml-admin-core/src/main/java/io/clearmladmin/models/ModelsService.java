package io.clearmladmin.models;

import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.BatchItem;
import io.clearmladmin.endpoint.BatchResult;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.MovedTo;
import io.clearmladmin.endpoint.Paged;
import java.util.List;
import java.util.Optional;

/**
 * {@code models.*}: an administrator's part of it. Any role may, in its own tenant, where access rules do not forbid it. An
 * unknown model is an {@code InvalidIdException}, a public one cannot be changed.
 */
public interface ModelsService {

    /** Lists models, archived ones too. */
    @Endpoint(name = "models.get_all_ex", repeat = SAFE, result = "models")
    Paged<Model> getAllEx(ModelQuery query);

    /** Models by their ids; those that are unknown are left out. */
    @Endpoint(name = "models.get_by_id_ex", repeat = SAFE, result = "models", since = "2.11")
    List<Model> getByIdEx(@Filter(literal = true) @Field("id") List<String> ids);

    /** Archives models. */
    @Endpoint(name = "models.archive_many", repeat = SAFE, changes = true)
    BatchResult<BatchItem> archiveMany(@Filter(literal = true) @Field("ids") List<String> ids);

    /** Brings models back from the archive. */
    @Endpoint(name = "models.unarchive_many", repeat = SAFE, changes = true)
    BatchResult<BatchItem> unarchiveMany(@Filter(literal = true) @Field("ids") List<String> ids);

    /**
     * Deletes models for good, published ones too: without force only those are refused that a task uses as input, or whose
     * task is published. With Elasticsearch down the server answers 500/100, and models are gone.
     */
    @Endpoint(name = "models.delete_many", repeat = UNSAFE, verifyWith = "models.get_by_id_ex")
    BatchResult<DeletedModel> deleteMany(DeleteModels request);

    /** Publishes models, and the tasks that made them. One that is published already is a failure (400/203). */
    @Endpoint(name = "models.publish_many", repeat = UNSAFE, verifyWith = "models.get_by_id_ex")
    BatchResult<PublishedModel> publishMany(PublishModels request);

    /** Moves models to a project. One unknown id among them, and none is moved. */
    @Endpoint(name = "models.move", repeat = SAFE, changes = true)
    MovedTo move(@Filter(literal = true) @Field("ids") List<String> ids, @Field("project") String projectId);

    /** Adds and removes tags; returns how many models were changed. API 2.27. */
    @Endpoint(name = "models.update_tags", repeat = SAFE, result = "updated", since = "2.27", changes = true)
    int updateTags(
            @Filter(literal = true) @Field("ids") List<String> ids,
            @Filter @Field("add_tags") Optional<List<String>> addTags,
            @Filter @Field("remove_tags") Optional<List<String>> removeTags);

    /**
     * Shows models to the users of every tenant; returns how many. One that is public already, or unknown, is an {@code
     * InvalidIdException}. Open source.
     */
    @Endpoint(
            name = "models.make_public",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "models.get_by_id_ex")
    int makePublic(@Filter(literal = true) @Field("ids") List<String> ids);

    /** Takes models back from the users of other tenants; returns how many. Open source. */
    @Endpoint(
            name = "models.make_private",
            repeat = UNSAFE,
            result = "updated",
            since = "2.9",
            verifyWith = "models.get_by_id_ex")
    int makePrivate(@Filter(literal = true) @Field("ids") List<String> ids);
}
