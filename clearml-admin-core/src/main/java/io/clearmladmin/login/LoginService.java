package io.clearmladmin.login;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;

/**
 * {@code login.*}: ways to log in, a tenant's domains and whitelist.
 *
 * <p>The rules are those of the caller's tenant; for another tenant, call through
 * {@link io.clearmladmin.ClearMl#actingAs(String)} with any of its users. The server does not refuse a domain or an
 * e-mail that another tenant has claimed, and then behaves unstably: check it with {@link #getWhitelist} first.
 */
public interface LoginService {

    /** The ways to log in, and whether the server's Elasticsearch is healthy. Needs no login. */
    @Endpoint(name = "login.supported_modes", repeat = SAFE, since = "2.9", anonymous = true)
    SupportedModes supportedModes(SupportedModesQuery query);

    /** Revokes the token that the client holds; its next call logs in again. */
    @Endpoint(name = "login.logout", repeat = SAFE, since = "2.13", changes = true)
    void logout(LogoutRequest request);

    /**
     * Sets the e-mail domains whose users may join; an empty list removes all. Whether others are kept is not
     * documented: they seem to be replaced. Roles system, root, admin.
     */
    @Endpoint(name = "login.set_domains", repeat = SAFE, edition = ENTERPRISE, changes = true)
    void setDomains(@Field("domains") List<String> domains);

    /** Allows e-mails to join; returns those that were added. Roles system, root, admin. */
    @Endpoint(
            name = "login.add_whitelist_entries",
            repeat = UNSAFE,
            result = "added",
            verifyWith = "login.get_settings",
            edition = ENTERPRISE)
    List<String> addWhitelistEntries(AddWhitelistEntries request);

    /** Removes e-mails that have not joined yet; returns those removed. Roles system, root, admin. */
    @Endpoint(
            name = "login.remove_whitelist_entries",
            repeat = UNSAFE,
            result = "removed",
            verifyWith = "login.get_settings",
            edition = ENTERPRISE)
    List<String> removeWhitelistEntries(@Filter @Field("emails") List<String> emails);

    /** The domains and e-mails that may join. Roles system, root, admin. */
    @Endpoint(name = "login.get_settings", repeat = SAFE, edition = ENTERPRISE)
    LoginSettings getSettings();

    /** Finds an e-mail or a domain in the whitelists of all tenants. Roles system, root. */
    @Endpoint(name = "login.get_whitelist", repeat = SAFE, result = "entries", edition = ENTERPRISE)
    List<WhitelistEntry> getWhitelist(WhitelistQuery query);
}
