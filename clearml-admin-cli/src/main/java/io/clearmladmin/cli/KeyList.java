package io.clearmladmin.cli;

import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.rotation.KeyReport;
import io.clearmladmin.rotation.Rotation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = {
            "Lists keys: of your own tenant unless others are named.",
            "An open-source server does not report when a key was created: there, keys that were never used are not unused for",
            "any time."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin key list --all-tenants --unused 90d -o csv",
            "  clearml-admin key list --user ann@example.org"
        })
@Prints(list = KeyList.Key.class)
final class KeyList implements Action {

    record Key(
            String tenant,
            Optional<String> tenantName,
            String user,
            Optional<String> userName,
            String accessKey,
            Optional<String> label,
            Optional<Instant> created,
            Optional<Instant> lastUsed,
            Optional<Instant> expires) {

        static Key of(KeyReport.Entry entry, Optional<UserEntry> owner) {
            return new Key(
                    entry.tenant(),
                    owner.map(UserEntry::tenantName),
                    entry.user(),
                    owner.flatMap(UserEntry::name),
                    entry.key().accessKey(),
                    entry.key().label(),
                    entry.key().created(),
                    entry.key().lastUsed(),
                    entry.key().expire());
        }
    }

    @Mixin
    private final Scope scope = new Scope();

    @Option(names = "--user", paramLabel = "USER", description = "Of this user, by name, e-mail or id.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--unused", paramLabel = "TIME", description = "Only keys unused for this time, such as 90d.")
    private Optional<Duration> unused = Optional.empty();

    @Option(names = "--older", paramLabel = "TIME", description = "Only keys created longer ago than this.")
    private Optional<Duration> older = Optional.empty();

    @Option(names = "--no-expiry", description = "Only keys that never expire.")
    private boolean isWithoutExpiry;

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        Rotation rotation = Rotation.builder(invocation.clearml(), key -> {}).build();
        KeyReport report = scope.choose(invocation, user, new Scope.Of<>() {
            @Override
            public KeyReport user(String userId) {
                return rotation.keysOfUser(userId);
            }

            @Override
            public KeyReport tenant(String tenantId) {
                return rotation.keysOfTenant(tenantId);
            }

            @Override
            public KeyReport allTenants() {
                return rotation.keysOfAllTenants();
            }
        });
        report.unread().forEach(each -> invocation.messages().warn(each.toString()));
        List<KeyReport.Entry> selected = selected(report);
        Map<String, UserEntry> owners = selected.isEmpty() ? Map.of() : owners(invocation);
        invocation
                .output()
                .list(
                        Key.class,
                        selected.stream()
                                .map(key -> Key.of(key, Optional.ofNullable(owners.get(key.user()))))
                                .toList());
        return report.unread().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    // Keys are of ids, and people know names.
    private Map<String, UserEntry> owners(Invocation invocation) throws IOException {
        List<UserEntry> users = scope.users(invocation, user);
        return users.stream().collect(Collectors.toMap(UserEntry::id, entry -> entry, (first, second) -> first));
    }

    private List<KeyReport.Entry> selected(KeyReport report) {
        Set<KeyReport.Entry> wanted = new HashSet<>(report.keys());
        unused.ifPresent(time -> wanted.retainAll(report.unusedFor(time)));
        older.ifPresent(time -> wanted.retainAll(report.olderThan(time)));
        if (isWithoutExpiry) {
            wanted.retainAll(report.withoutExpiry());
        }
        return report.keys().stream().filter(wanted::contains).toList();
    }
}
