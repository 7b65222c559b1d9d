package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.UserEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose users or keys are meant: the caller's own tenant unless something else is named. */
final class Scope {

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant, by name or id.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--all-tenants", description = "Of all tenants that you may see.")
    private boolean isAllTenants;

    /** What is done with each kind of scope. */
    interface Of<T> {

        T user(String userId) throws IOException;

        T tenant(String tenantId) throws IOException;

        T allTenants() throws IOException;
    }

    /** Does what fits. */
    <T> T choose(Invocation invocation, Optional<String> user, Of<T> work) throws IOException {
        int named = (user.isPresent() ? 1 : 0) + (tenant.isPresent() ? 1 : 0) + (isAllTenants ? 1 : 0);
        if (named > 1) {
            throw CommandException.wrongUse(
                    "--user, --tenant and --all-tenants exclude each other", "leave all but one of them out");
        }
        if (isAllTenants) {
            return work.allTenants();
        }
        Directory directory = Directory.of(invocation.clearml());
        if (user.isPresent()) {
            return work.user(directory.user(user.get()).id());
        }
        return work.tenant(
                tenant.isPresent()
                        ? directory.tenant(tenant.get()).id()
                        : directory.ownTenant().id());
    }

    /** The users of what is meant. */
    List<UserEntry> users(Invocation invocation, Optional<String> user) throws IOException {
        Directory directory = Directory.of(invocation.clearml());
        return choose(invocation, user, new Of<>() {
            @Override
            public List<UserEntry> user(String userId) {
                return List.of(directory.user(userId));
            }

            @Override
            public List<UserEntry> tenant(String tenantId) {
                return directory.users(tenantId);
            }

            @Override
            public List<UserEntry> allTenants() {
                return directory.usersOfAllTenants();
            }
        });
    }
}
