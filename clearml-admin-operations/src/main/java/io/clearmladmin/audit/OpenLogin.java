package io.clearmladmin.audit;

import io.clearmladmin.auth.FixedUsersMode;
import io.clearmladmin.login.BasicMode;
import io.clearmladmin.login.GuestMode;
import io.clearmladmin.login.SupportedModes;
import io.clearmladmin.login.SupportedModesQuery;
import io.clearmladmin.report.Severity;
import java.util.Optional;

/** Checks whether the web UI admits people without a password of their own. */
final class OpenLogin {

    private OpenLogin() {}

    static void check(AuditContext site, FindingCollector notes) {
        FixedUsersMode fixed = site.clearml().auth().fixedUsersMode();
        SupportedModes modes = site.clearml()
                .login()
                .supportedModes(SupportedModesQuery.builder().build());
        boolean hasPasswords =
                fixed.enabled() || modes.basic().map(BasicMode::enabled).orElse(false);
        boolean hasProviders = !modes.sso().isEmpty() || !modes.ssoProviders().isEmpty();
        if (!hasPasswords && !hasProviders && !site.isEnterprise()) {
            notes.find(
                    Severity.HIGH,
                    "the web UI's login",
                    "There are neither fixed users nor identity providers: anyone who reaches the web UI logs in by name",
                    "Turn fixed users on (apiserver.auth.fixed_users), or restrict access to the server.");
        }
        guest(fixed.guest())
                .or(() -> guest(modes.basic().flatMap(BasicMode::guest)))
                .ifPresent(guest -> notes.find(
                        Severity.MEDIUM,
                        "the guest login",
                        "It is on, and the server shows its name and password to everyone",
                        "Turn the guest off in the server's configuration, unless everyone may read."));
    }

    private static Optional<GuestMode> guest(Optional<GuestMode> mode) {
        return mode.filter(GuestMode::enabled);
    }
}
