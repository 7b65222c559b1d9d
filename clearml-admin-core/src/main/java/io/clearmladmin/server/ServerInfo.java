package io.clearmladmin.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Map;
import java.util.Optional;

/**
 * What the server is.
 *
 * @param version the version
 * @param build the build
 * @param commit the commit
 * @param apiVersion the newest API version. API 2.12.
 * @param uid the installation's id. API 2.8 to 2.11 on open-source servers.
 * @param additional unknown fields, as received
 */
public record ServerInfo(
        Optional<String> version,
        Optional<String> build,
        Optional<String> commit,
        Optional<String> apiVersion,
        Optional<String> uid,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ServerInfo {
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
