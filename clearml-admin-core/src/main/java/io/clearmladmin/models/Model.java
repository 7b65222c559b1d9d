package io.clearmladmin.models;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model.
 *
 * @param id the id
 * @param name the name
 * @param user who created it
 * @param company the tenant; empty or without an id for a public model
 * @param project the project; empty in the root
 * @param task the task that made it; {@code __DELETED__} and an id if that one was deleted
 * @param parent the model that it comes from
 * @param created when it was created
 * @param lastUpdate when it last changed
 * @param ready whether it is published
 * @param uri where its file is
 * @param framework the framework
 * @param tags the tags
 * @param systemTags the system tags; {@code archived} on an archived model
 * @param labels the labels
 * @param comment the comment
 * @param metadata its metadata
 * @param lastIteration the last iteration that was reported
 * @param additional unknown fields, as received
 */
public record Model(
        String id,
        Optional<String> name,
        Optional<Reference> user,
        Optional<Reference> company,
        Optional<Reference> project,
        Optional<Reference> task,
        Optional<Reference> parent,
        Optional<Instant> created,
        Optional<Instant> lastUpdate,
        Optional<Boolean> ready,
        Optional<String> uri,
        Optional<String> framework,
        List<String> tags,
        List<String> systemTags,
        Map<String, Object> labels,
        Optional<String> comment,
        Map<String, Object> metadata,
        Optional<Long> lastIteration,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Model {
        Check.present("id", id);
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        labels = Check.map(labels);
        metadata = Check.map(metadata);
        additional = Check.additional(additional);
    }

    /** Whether it is archived. */
    @JsonIgnore
    public boolean isArchived() {
        return systemTags.contains("archived");
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
