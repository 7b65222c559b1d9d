package io.clearmladmin.routers;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A static route of the app gateway.
 *
 * @param id its id
 * @param name the name
 * @param type {@code path} or {@code subdomain}
 * @param path the path
 * @param subdomain the subdomain
 * @param enabled whether it is enabled
 * @param authEnabled whether the gateway checks tokens
 * @param loadBalancer whether it may have several targets
 * @param status {@code available}, or {@code active} while tasks use it
 * @param userGroups the groups that may use it
 * @param urls its addresses
 * @param tasks the tasks that it leads to
 * @param created when it was created
 * @param lastUpdate when it last changed
 * @param additional unknown fields, as received
 */
public record Route(
        String id,
        Optional<String> name,
        Optional<String> type,
        Optional<String> path,
        Optional<String> subdomain,
        Optional<Boolean> enabled,
        Optional<Boolean> authEnabled,
        Optional<LoadBalancer> loadBalancer,
        Optional<String> status,
        List<String> userGroups,
        List<String> urls,
        List<Reference> tasks,
        Optional<Instant> created,
        Optional<Instant> lastUpdate,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Route {
        Check.present("id", id);
        userGroups = Check.list(userGroups);
        urls = Check.list(urls);
        tasks = Check.list(tasks);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
