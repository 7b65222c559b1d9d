package io.clearmladmin.cli;

import io.clearmladmin.rotation.KeyReport;
import io.clearmladmin.rotation.Rotation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            String user,
            String accessKey,
            Optional<String> label,
            Optional<Instant> created,
            Optional<Instant> lastUsed,
            Optional<Instant> expires) {

        static Key of(KeyReport.Entry entry) {
            return new Key(
                    entry.tenant(),
                    entry.user(),
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
        invocation
                .output()
                .list(Key.class, selected(report).stream().map(Key::of).toList());
        return report.unread().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
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
