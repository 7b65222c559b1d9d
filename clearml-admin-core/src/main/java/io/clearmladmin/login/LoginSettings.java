package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import org.immutables.value.Value;

/** Who may join the tenant. */
@Value.Immutable
public interface LoginSettings extends Extensible {

    /** E-mail domains whose users may join. */
    List<String> domains();

    /** E-mails that may join. */
    List<InvitedEmail> whitelistEntries();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LoginSettings}. */
    final class Builder extends ImmutableLoginSettings.Builder {
        Builder() {}
    }
}
