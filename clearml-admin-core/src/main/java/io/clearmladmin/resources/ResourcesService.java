package io.clearmladmin.resources;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code resources.*}: resource policies, which share resources among groups of users. Enterprise servers only; roles
 * system, root, admin unless stated otherwise. All act on the caller's tenant. The configuration of pools and profiles
 * ({@code resources.get_configuration} and others) is not documented field by field: call it by name.
 */
public interface ResourcesService {

    /** Creates a policy and returns its id. */
    @Endpoint(
            name = "resources.create_policy",
            repeat = UNSAFE,
            result = "id",
            verifyWith = "resources.get_policies",
            edition = ENTERPRISE,
            sinceRelease = "3.22")
    String createPolicy(CreatePolicy request);

    /** Lists policies. Any role. */
    @Endpoint(
            name = "resources.get_policies",
            repeat = SAFE,
            result = "policies",
            edition = ENTERPRISE,
            sinceRelease = "3.22")
    List<Policy> getPolicies();

    /** One policy with its profiles, as received. */
    @Endpoint(name = "resources.get_policy_data", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.22")
    Map<String, Object> getPolicyData(@Field("id") String policyId);

    /** Changes a policy. */
    @Endpoint(
            name = "resources.update_policy",
            repeat = SAFE,
            edition = ENTERPRISE,
            changes = true,
            sinceRelease = "3.22")
    void updatePolicy(UpdatePolicy request);

    /** Deletes a policy and its queues. */
    @Endpoint(
            name = "resources.delete_policy",
            repeat = UNSAFE,
            verifyWith = "resources.get_policies",
            edition = ENTERPRISE,
            sinceRelease = "3.22")
    DeletedPolicy deletePolicy(@Field("id") String policyId);

    /** Checks whether a policy can move; the request is not documented. */
    @Endpoint(name = "resources.validate_move_policy", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.28")
    Map<String, Object> validateMovePolicy(Map<String, ?> request);

    /** Moves a policy; the request is not documented. */
    @Endpoint(
            name = "resources.move_policy",
            repeat = UNSAFE,
            verifyWith = "resources.get_policies",
            edition = ENTERPRISE,
            sinceRelease = "3.28")
    Map<String, Object> movePolicy(Map<String, ?> request);

    /** Lets a policy's group use a profile through a queue that this creates; the reply has its id. */
    @Endpoint(
            name = "resources.connect_policy_profile",
            repeat = UNSAFE,
            verifyWith = "resources.get_policy_data",
            edition = ENTERPRISE,
            sinceRelease = "3.22")
    Map<String, Object> connectPolicyProfile(
            @Field("policy") String policyId,
            @Field("profile") String profileId,
            @Field("queue_name") String queueName,
            @Field("display_name") Optional<String> displayName);

    /** Withdraws that. */
    @Endpoint(
            name = "resources.disconnect_policy_profile",
            repeat = UNSAFE,
            verifyWith = "queues.get_by_id",
            edition = ENTERPRISE,
            sinceRelease = "3.22")
    void disconnectPolicyProfile(@Field("queue") String queueId);

    /** Turns resource policies on or off. */
    @Endpoint(
            name = "resources.enable_policy_manager",
            repeat = SAFE,
            edition = ENTERPRISE,
            changes = true,
            sinceRelease = "3.22")
    void enablePolicyManager(@Field("enable") boolean enable);

    /** The pools, as received. */
    @Endpoint(name = "resources.get_resource_pools", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.22")
    Map<String, Object> getResourcePools();

    /** The profiles, as received. */
    @Endpoint(name = "resources.get_resource_profiles", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.22")
    Map<String, Object> getResourceProfiles();

    /** The configuration: the draft if {@code edit} is true, else the published one. */
    @Endpoint(
            name = "resources.get_resource_configuration",
            repeat = SAFE,
            result = "configuration",
            edition = ENTERPRISE)
    ResourceConfiguration getResourceConfiguration(@Field("edit") boolean edit);

    /**
     * Replaces the whole draft, whoever made it: read {@link #checkEditConfiguration} first. Nothing takes effect before it is
     * published.
     */
    @Endpoint(name = "resources.set_resource_configuration", repeat = SAFE, changes = true, edition = ENTERPRISE)
    void setResourceConfiguration(ResourceConfiguration configuration);

    /** Whether there is a draft that is not published. */
    @Endpoint(name = "resources.check_edit_configuration", repeat = SAFE, result = "exists", edition = ENTERPRISE)
    Boolean checkEditConfiguration();

    /** What publishing the draft would do: which queues it would delete, with how many tasks in them. */
    @Endpoint(name = "resources.test_configuration_publishing", repeat = SAFE, edition = ENTERPRISE)
    PublishingEffect testConfigurationPublishing();

    /**
     * Deletes queues of policies, whose tasks become drafts, where the draft no longer has them, and makes the draft take effect.
     * {@link #testConfigurationPublishing} says which. Returns counts by what was done, as received.
     */
    @Endpoint(
            name = "resources.publish_resource_configuration",
            repeat = UNSAFE,
            verifyWith = "resources.check_edit_configuration",
            edition = ENTERPRISE)
    Map<String, Object> publishResourceConfiguration();

    /** Drops the draft, whoever made it. */
    @Endpoint(
            name = "resources.reset_resource_configuration",
            repeat = UNSAFE,
            verifyWith = "resources.check_edit_configuration",
            edition = ENTERPRISE)
    void resetResourceConfiguration();
}
