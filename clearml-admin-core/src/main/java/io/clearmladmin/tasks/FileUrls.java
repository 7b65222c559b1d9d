package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * Files of deleted objects that the server does not delete by itself.
 *
 * @param modelUrls of models
 * @param artifactUrls of artifacts
 * @param eventUrls of events; servers of today return none
 * @param additional unknown fields, as received
 */
public record FileUrls(
        List<String> modelUrls,
        List<String> artifactUrls,
        List<String> eventUrls,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public FileUrls {
        modelUrls = Check.list(modelUrls);
        artifactUrls = Check.list(artifactUrls);
        eventUrls = Check.list(eventUrls);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
