package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.TokenClaims;
import io.clearmladmin.endpoint.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
        name = "whoami",
        description = "Logs in, and shows whose key it is.",
        footer = {"", "Example:", "  clearml-admin whoami -o json"})
@Prints(one = WhoAmI.Me.class)
final class WhoAmI implements Action {

    record Me(
            String url,
            Optional<String> user,
            Optional<String> userName,
            Optional<String> role,
            Optional<String> tenant,
            Optional<String> tenantName,
            Optional<String> serverVersion,
            Optional<String> apiVersion,
            Optional<Instant> tokenExpires) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        TokenClaims claims = clearml.claims();
        Optional<TokenClaims.Identity> identity = claims.identity();
        invocation
                .output()
                .one(
                        Me.class,
                        new Me(
                                clearml.apiUrl().toString(),
                                identity.flatMap(TokenClaims.Identity::user),
                                identity.flatMap(TokenClaims.Identity::userName),
                                identity.flatMap(TokenClaims.Identity::role).map(Role::value),
                                identity.flatMap(TokenClaims.Identity::company),
                                identity.flatMap(TokenClaims.Identity::companyName),
                                claims.serverVersion(),
                                claims.apiVersion(),
                                claims.exp()));
        return ExitCode.DONE;
    }
}
