package io.clearmladmin.login;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * Who may join the tenant.
 *
 * @param domains e-mail domains whose users may join
 * @param whitelistEntries e-mails that may join
 * @param additional unknown fields, as received
 */
public record LoginSettings(
        List<String> domains,
        List<InvitedEmail> whitelistEntries,
        @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Turns absent fields into empty ones. */
    public LoginSettings {
        domains = Check.list(domains);
        whitelistEntries = Check.list(whitelistEntries);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
