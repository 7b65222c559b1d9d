package io.clearmladmin.cli;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.DirectoryEntry;
import io.clearmladmin.directory.DirectoryListing;
import io.clearmladmin.directory.UnreadTenant;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.endpoint.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "directory",
        description = {
            "Lists all users that you may see, service users too, with roles, last logins and keys; each as soon as it is read.",
            "It makes two calls for each tenant, and one for each user unless --no-keys. Exit code 1 if not all could be read."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin directory -o csv > users.csv",
            "  clearml-admin directory --tenant acme --no-keys"
        })
@Prints(list = DirectoryCommand.Row.class)
final class DirectoryCommand implements Action {

    record Row(
            String tenant,
            String tenantName,
            String user,
            Optional<String> name,
            Optional<String> email,
            Optional<Role> role,
            boolean service,
            Optional<Instant> created,
            Optional<Instant> lastSeen,
            Optional<Integer> keys,
            Optional<Instant> oldestKey,
            Optional<Instant> lastKeyUse,
            Optional<Instant> nextKeyExpiry,
            Optional<String> unread) {

        static Row of(DirectoryEntry entry) {
            UserEntry user = entry.user();
            return new Row(
                    user.tenant(),
                    user.tenantName(),
                    user.id(),
                    user.name(),
                    user.email(),
                    user.role(),
                    entry.isServiceUser(),
                    user.created(),
                    user.lastSeen(),
                    entry.keys().map(List::size),
                    entry.oldestKey(),
                    entry.lastKeyUse(),
                    entry.nextKeyExpiry(),
                    entry.unread());
        }
    }

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Only of this tenant, by name or id.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--no-keys", description = "Leave the keys out.")
    private boolean isWithoutKeys;

    @Mixin
    private final Parallelism parallelism = new Parallelism();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        DirectoryListing listing = listing(Directory.of(invocation.clearml()));
        int[] unreadKeys = {0};
        List<UnreadTenant> unread;
        try (RowStream<Row> rows = invocation.output().stream(Row.class)) {
            unread = listing.each(entry -> {
                unreadKeys[0] += entry.unread().isPresent() ? 1 : 0;
                add(rows, Row.of(entry));
            });
        } catch (UncheckedIOException notPrinted) {
            throw notPrinted.getCause();
        }
        unread.forEach(each -> invocation.messages().warn(each.toString()));
        if (unreadKeys[0] > 0) {
            invocation.messages().warn("the keys of " + unreadKeys[0] + " users could not be read; their rows say why");
        }
        return unread.isEmpty() && unreadKeys[0] == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private DirectoryListing listing(Directory directory) {
        DirectoryListing listing = directory.listing().parallel(parallelism.count());
        if (tenant.isPresent()) {
            listing = listing.tenant(directory.tenant(tenant.get()).id());
        }
        return isWithoutKeys ? listing : listing.withKeys();
    }

    private static void add(RowStream<Row> rows, Row row) {
        try {
            rows.add(row);
        } catch (IOException notPrinted) {
            throw new UncheckedIOException(notPrinted);
        }
    }
}
