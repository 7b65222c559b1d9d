package io.clearmladmin.organization;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * The tags in use.
 *
 * @param tags tags
 * @param systemTags system tags
 * @param additional unknown fields, as received
 */
public record Tags(
        List<String> tags,
        List<String> systemTags,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public Tags {
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
