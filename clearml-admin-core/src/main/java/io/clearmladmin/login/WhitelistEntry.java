package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant has claimed.
 *
 * @param id the entry's id
 * @param company the tenant's id
 * @param domain the domain
 * @param group the group
 * @param emails the e-mails
 * @param role the role of users who join
 * @param isAdmin whether users who join are admins
 * @param additional unknown fields, as received
 */
public record WhitelistEntry(
        Optional<String> id,
        Optional<String> company,
        Optional<String> domain,
        Optional<String> group,
        List<WhitelistEmail> emails,
        Optional<Role> role,
        Optional<Boolean> isAdmin,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public WhitelistEntry {
        emails = Check.list(emails);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
