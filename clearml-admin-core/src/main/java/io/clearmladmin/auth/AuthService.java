package io.clearmladmin.auth;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.endpoint.Updated;
import java.util.List;
import java.util.Map;

/**
 * {@code auth.*}: logins, users and their credentials, tokens.
 *
 * <p>Credentials belong to the calling identity; for another user's, call through
 * {@link io.clearmladmin.ClearMl#impersonating(String)}. A change of role or tenant, or a deletion, shows in new tokens only.
 */
public interface AuthService {

    /**
     * Creates a token for the calling identity. The client logs in by itself; this is for tokens to pass on. Any role.
     */
    @Endpoint(name = "auth.login", repeat = SAFE, result = "token")
    Secret login(LoginRequest request);

    /** Revokes the token that the client holds; its next call logs in again. Any role. */
    @Endpoint(name = "auth.logout", repeat = SAFE, since = "2.2", changes = true)
    void logout();

    /** Creates a token for a user. Roles system, root. An unknown user is an {@code InvalidIdException}. */
    @Endpoint(name = "auth.get_token_for_user", repeat = SAFE, result = "token")
    Secret getTokenForUser(UserTokenRequest request);

    /** Creates a token of the caller that is limited to a task. Any role. */
    @Endpoint(name = "auth.get_task_token", repeat = SAFE, result = "token", edition = ENTERPRISE)
    Secret getTaskToken(TaskTokenRequest request);

    /** Creates a token of a user that is limited to a task. Roles system, root. */
    @Endpoint(name = "auth.get_task_token_for_user", repeat = SAFE, result = "token", edition = ENTERPRISE)
    Secret getTaskTokenForUser(TaskTokenRequest request);

    /** Checks whether the server accepts a token; an invalid one is a result, not an error. Roles system, root. */
    @Endpoint(name = "auth.validate_token", repeat = SAFE)
    TokenValidity validateToken(@Field("token") Secret token);

    /** Checks whether a user of an identity provider is known. Roles system, root. */
    @Endpoint(name = "auth.validate_user", repeat = SAFE, edition = ENTERPRISE)
    UserValidity validateUser(
            @Field("email") String email,
            @Field("provider") String provider,
            @Field("provider_user_id") String providerUserId);

    /**
     * Creates a user and returns its id. Roles system, root; admin on Enterprise servers, in its own tenant. A known
     * e-mail is an {@code AlreadyExistsException}, also after {@code users.delete}.
     */
    @Endpoint(name = "auth.create_user", repeat = UNSAFE, result = "id", verifyWith = "users.get_all")
    String createUser(CreateUser request);

    /** Adds a user with a password, on premises only. Roles system, root, admin. */
    @Endpoint(name = "auth.add_user", repeat = UNSAFE, verifyWith = "users.get_all", edition = ENTERPRISE)
    AddedUser addUser(AddUser request);

    /** Deletes a user's login and keys; the profile stays. On premises only. Roles system, root, admin. */
    @Endpoint(
            name = "auth.delete_user",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "auth.get_users_info",
            edition = ENTERPRISE)
    boolean deleteUser(@Field("user") String userId);

    /**
     * Changes the role of a user of the caller's own tenant; for another tenant, call through {@code actingAs}. Existing tokens
     * keep the old role. Roles system, root, admin.
     */
    @Endpoint(name = "auth.edit_user", repeat = UNSAFE, verifyWith = "users.get_current_user")
    Updated editUser(@Field("user") String userId, @Field("role") Role role);

    /**
     * Creates a key for the calling identity. Any role, but not users of the server's own configuration ({@code
     * InvalidIdException}).
     */
    @Endpoint(
            name = "auth.create_credentials",
            repeat = UNSAFE,
            result = "credentials",
            verifyWith = "auth.get_credentials")
    Credentials createCredentials(CreateCredentials request);

    /** Lists the calling identity's keys, without their secrets. Any role. */
    @Endpoint(name = "auth.get_credentials", repeat = SAFE)
    CredentialList getCredentials();

    /**
     * Labels a key of the calling identity; returns how many it changed. Any role. An unknown key is an {@code
     * InvalidIdException}.
     */
    @Endpoint(name = "auth.edit_credentials", repeat = SAFE, result = "updated", since = "2.19", changes = true)
    int editCredentials(@Field("access_key") String accessKey, @Field("label") String label);

    /**
     * Revokes a key of the calling identity at once; returns how many it revoked. Tokens got with it stay valid. Any
     * role. An unknown key is an {@code InvalidIdException}.
     */
    @Endpoint(
            name = "auth.revoke_credentials",
            repeat = UNSAFE,
            result = "revoked",
            verifyWith = "auth.get_credentials")
    int revokeCredentials(@Field("access_key") String accessKey);

    /** Finds a key's owner. Roles admin, system, root. */
    @Endpoint(name = "auth.locate_credentials", repeat = SAFE, edition = ENTERPRISE)
    LocatedCredentials locateCredentials(@Field("access_key") String accessKey);

    /** Sets a user's password, on premises only. Any role. */
    @Endpoint(
            name = "auth.set_credentials",
            repeat = UNSAFE,
            result = "set",
            verifyWith = "auth.login",
            edition = ENTERPRISE)
    boolean setCredentials(@Field("access_key") String userId, @Field("secret_key") Secret secretKey);

    /** Creates a service user with a key. Roles system, root, admin. */
    @Endpoint(
            name = "auth.create_service_user",
            repeat = UNSAFE,
            verifyWith = "users.get_service_users",
            edition = ENTERPRISE,
            sinceRelease = "3.21")
    CreatedServiceUser createServiceUser(CreateServiceUser request);

    /** Finds users in all tenants, by id. Roles system, root. */
    @Endpoint(name = "auth.get_users_info", repeat = SAFE, result = "users", edition = ENTERPRISE)
    Map<String, UserInfo> getUsersInfo(UserInfoQuery query);

    /** Makes the server reload its authentication settings. Roles system, root, admin, superuser. */
    @Endpoint(name = "auth.reload_config", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void reloadConfig();

    /** Returns whether users log in with names and passwords of the server's configuration. Needs no login. */
    @Endpoint(name = "auth.fixed_users_mode", repeat = SAFE, anonymous = true)
    FixedUsersMode fixedUsersMode();

    /** Creates an identity token for the App Gateway. Which roles may is not documented. */
    @Endpoint(
            name = "auth.generate_router_token",
            repeat = UNSAFE,
            verifyWith = "auth.get_router_tokens",
            edition = ENTERPRISE)
    RouterToken generateRouterToken(RouterTokenRequest request);

    /** Creates a token for endpoints behind the App Gateway. Which roles may is not documented. */
    @Endpoint(
            name = "auth.generate_endpoint_router_token",
            repeat = UNSAFE,
            verifyWith = "auth.get_router_tokens",
            edition = ENTERPRISE,
            sinceRelease = "3.29")
    RouterToken generateEndpointRouterToken(EndpointRouterTokenRequest request);

    /** Lists tokens of the App Gateway. Which roles may is not documented. */
    @Endpoint(name = "auth.get_router_tokens", repeat = SAFE, result = "tokens", edition = ENTERPRISE)
    Paged<RouterToken> getRouterTokens(RouterTokenQuery query);

    /** Revokes tokens of the App Gateway. Which roles may is not documented. */
    @Endpoint(
            name = "auth.revoke_router_tokens",
            repeat = UNSAFE,
            verifyWith = "auth.get_router_tokens",
            edition = ENTERPRISE)
    void revokeRouterTokens(@Filter @Field("ids") List<String> ids);
}
