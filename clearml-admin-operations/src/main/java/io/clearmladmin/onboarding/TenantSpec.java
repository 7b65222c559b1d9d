package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** The desired state of a tenant. What is named here exists afterwards; what is not named stays as it is. */
@JsonSerialize
@Value.Immutable
public interface TenantSpec {

    /** The name, at least 3 characters. A server has one tenant of a name. */
    String name();

    /** The id of an existing tenant; found by the name if absent. */
    Optional<String> company();

    /** How many users it may have. */
    Optional<Integer> allowedUsers();

    /** How many service users it may have. */
    Optional<Integer> allowedServiceUsers();

    /** How many applications may run at once. */
    Optional<Integer> maxRunningApps();

    /** Features on. */
    List<Feature> features();

    /** Features off. */
    List<Feature> excludeFeatures();

    /** The first administrator; the tenant's settings are made as this user. */
    UserSpec admin();

    /** More users. */
    List<UserSpec> users();

    /** E-mail domains whose users may join. */
    List<String> domains();

    /** Other people who may join. */
    List<InvitedSpec> whitelist();

    /** Groups of users. */
    List<GroupSpec> groups();

    /** The access of groups and users. */
    List<AccessRuleSpec> accessRules();

    /**
     * Applications, by their ids or those of customizations: enabled or disabled. Enterprise 3.30 or newer; see {@link
     * io.clearmladmin.applications.Applications} for one application and many tenants.
     */
    Map<String, AssignmentState> applications();

    /** Resource policies of groups. Pools and profiles of resources are the platform's, and not part of it. */
    List<PolicySpec> resources();

    /** How its users log in. */
    Optional<SsoSpec> sso();

    /** Who sees application instances. */
    Optional<AppInstanceAccess> appInstanceAccess();

    /** The fields that are added to its custom events. */
    Map<String, Object> customEventsFields();

    /** Keys to create. */
    List<KeySpec> credentials();

    /** Rejects invalid values, and what speaks of somebody who is not in it. */
    @Value.Check
    default void check() {
        SpecChecks.check(this);
    }

    /**
     * Reads a specification from YAML or JSON, with {@code snake_case} names: what {@link #jsonSchema()} describes.
     *
     * @throws InvalidSpecException with all mistakes, each with field, line and column
     */
    static TenantSpec parse(String text) {
        return SpecFiles.parse("the specification", text);
    }

    /**
     * Reads a specification from a YAML or JSON file in UTF-8.
     *
     * @throws InvalidSpecException with all mistakes, each with file, field, line and column
     */
    static TenantSpec read(Path file) throws IOException {
        return SpecFiles.read(file);
    }

    /**
     * Reads the specifications of a folder: its files that end in {@code .yaml}, {@code .yml} or {@code .json}, in the order of
     * their names; not those of subfolders.
     *
     * @throws InvalidSpecException with all mistakes of all files; also, with both files, if two are of one tenant, or claim
     *     the same domain or e-mail, be it a user's or an invited one
     */
    static List<TenantSpec> readAll(Path folder) throws IOException {
        return SpecFiles.readAll(folder);
    }

    /** This specification in YAML, as {@link #parse} reads it, with the secrets that it has. */
    default String toYaml() {
        return SpecYaml.write(this);
    }

    /** The JSON Schema (2020-12) of specifications, for editors and programs. */
    static String jsonSchema() {
        return SpecSchema.text();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TenantSpec}. */
    final class Builder extends ImmutableTenantSpec.Builder {
        Builder() {}
    }
}
