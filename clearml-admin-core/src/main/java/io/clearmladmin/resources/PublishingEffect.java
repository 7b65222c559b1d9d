package io.clearmladmin.resources;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * What publishing the draft would do.
 *
 * @param affectedPolicies policies that would lose queues
 * @param notLinkedProfiles profiles without a pool
 * @param additional unknown fields, as received
 */
public record PublishingEffect(
        List<AffectedPolicy> affectedPolicies,
        List<Reference> notLinkedProfiles,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public PublishingEffect {
        affectedPolicies = Check.list(affectedPolicies);
        notLinkedProfiles = Check.list(notLinkedProfiles);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
