package io.clearmladmin.testkit.calls;

import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;

/**
 * A user of the fake server, with a key.
 *
 * @param id the user's id
 * @param name the display name
 * @param company the id of the tenant
 * @param role the role
 * @param accessKey the access key
 * @param secretKey the secret key
 */
public record FakeUser(String id, String name, String company, Role role, String accessKey, Secret secretKey) {}
