package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.errors.ForbiddenException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "impersonate-check",
        description =
                "Shows whether you may impersonate a user, as creating and rotating keys needs it; exit code 10 if not.",
        footer = {"", "Example:", "  clearml-admin user impersonate-check ann@example.org"})
@Prints(one = UserImpersonateCheck.Checked.class)
final class UserImpersonateCheck implements Action {

    record Checked(String id, Optional<String> name, boolean allowed, int keys, Optional<String> reason) {}

    @Parameters(paramLabel = "USER", description = "The name, the e-mail or the id.")
    private String user = "";

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        UserEntry found = Directory.of(clearml).user(user);
        Checked checked = check(clearml, found);
        invocation.output().one(Checked.class, checked);
        return checked.allowed() ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static Checked check(ClearMl clearml, UserEntry found) {
        try {
            int keys = clearml.impersonating(found.id())
                    .auth()
                    .getCredentials()
                    .credentials()
                    .size();
            return new Checked(found.id(), found.name(), true, keys, Optional.empty());
        } catch (ForbiddenException refused) {
            return new Checked(found.id(), found.name(), false, 0, Optional.ofNullable(refused.getMessage()));
        }
    }
}
