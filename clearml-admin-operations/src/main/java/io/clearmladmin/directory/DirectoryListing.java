package io.clearmladmin.directory;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.bulk.Bulk;
import io.clearmladmin.bulk.BulkReport.Outcome;
import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * All users that the caller may see, service users too, row by row: of a platform with thousands of them only a few tenants are
 * in memory at a time.
 *
 * <pre>{@code
 * List<UnreadTenant> unread = Directory.of(clearml).listing().withKeys().each(row -> System.out.println(row.toJson()));
 * }</pre>
 *
 * <p>It makes a call for the list of tenants, two for each tenant, and one for each user if the keys are wanted, since no
 * endpoint returns those of several users. Writes nothing. Immutable; safe for use by many threads.
 */
public final class DirectoryListing {

    private static final int PARALLELISM = 8;
    // Keys are read for so many users of each parallel call at a time.
    private static final int KEYS_AHEAD = 16;
    // Of one step; each call ends by the client's own limits long before.
    private static final Duration TIMEOUT = Duration.ofDays(1);

    private final ClearMl clearml;
    private final Optional<String> tenant;
    private final boolean isWithKeys;
    private final int parallelism;
    private final Bulk bulk;

    private DirectoryListing(ClearMl clearml, Optional<String> tenant, boolean isWithKeys, int parallelism) {
        this.clearml = clearml;
        this.tenant = tenant;
        this.isWithKeys = isWithKeys;
        this.parallelism = parallelism;
        this.bulk = Bulk.parallel(parallelism).timeout(TIMEOUT);
    }

    static DirectoryListing of(ClearMl clearml) {
        return new DirectoryListing(clearml, Optional.empty(), false, PARALLELISM);
    }

    /** The same of this tenant only. */
    public DirectoryListing tenant(String id) {
        return new DirectoryListing(clearml, Optional.of(Check.text("id", id)), isWithKeys, parallelism);
    }

    /** The same with the users' keys. Roles system, root, admin: others may not impersonate users, and get the reason in each row. */
    public DirectoryListing withKeys() {
        return new DirectoryListing(clearml, tenant, true, parallelism);
    }

    /**
     * The same with at most so many calls at a time, instead of 8.
     *
     * @throws IllegalArgumentException if it is not from 1 to 1,000
     */
    public DirectoryListing parallel(int calls) {
        return new DirectoryListing(clearml, tenant, isWithKeys, calls);
    }

    /**
     * Reads the users, tenant by tenant in the order of {@link Directory#tenants}, without deleted tenants. Blocks until the last
     * is read; each call ends by the client's own limits.
     *
     * @param row gets each user, on the calling thread; what it throws ends the listing
     * @return what could not be read of which tenants; the others are complete. A user whose keys could not be read has a row
     *     that says why. Of a tenant without any user, service users cannot be seen
     * @throws IllegalArgumentException if one tenant is wanted that the caller's role or an open-source server does not show
     * @throws io.clearmladmin.errors.ClearMlException if the list of tenants, or the users of the one that is wanted, could not
     *     be read
     * @throws CancellationException if the calling thread is interrupted; it stays so
     */
    public List<UnreadTenant> each(Consumer<? super DirectoryEntry> row) {
        TenantPeople people = TenantPeople.of(clearml);
        List<UnreadTenant> unread = new ArrayList<>();
        if (tenant.isPresent()) {
            add(people.in(people.tenant(tenant.get())), row, unread);
            return List.copyOf(unread);
        }
        List<TenantEntry> tenants =
                people.tenants().stream().filter(TenantEntry::isActive).toList();
        for (int start = 0; start < tenants.size(); start += parallelism) {
            List<TenantEntry> some = tenants.subList(start, Math.min(start + parallelism, tenants.size()));
            for (Outcome<TenantEntry, TenantPeople.Found> outcome :
                    bulk.call(some, people::in).outcomes()) {
                requireNotInterrupted();
                outcome.value()
                        .ifPresentOrElse(
                                found -> add(found, row, unread),
                                () -> unread.add(TenantPeople.unread(outcome.item(), "users", reason(outcome))));
            }
        }
        return List.copyOf(unread);
    }

    private void add(TenantPeople.Found found, Consumer<? super DirectoryEntry> row, List<UnreadTenant> unread) {
        unread.addAll(found.unread());
        List<DirectoryEntry> people = found.people();
        if (!isWithKeys) {
            people.forEach(row);
            return;
        }
        int step = parallelism * KEYS_AHEAD;
        for (int start = 0; start < people.size(); start += step) {
            List<DirectoryEntry> some = people.subList(start, Math.min(start + step, people.size()));
            List<Outcome<DirectoryEntry, List<CredentialInfo>>> outcomes =
                    bulk.call(some, this::keys).outcomes();
            requireNotInterrupted();
            outcomes.forEach(outcome -> row.accept(withKeys(outcome)));
        }
    }

    private List<CredentialInfo> keys(DirectoryEntry person) {
        return clearml.impersonating(person.user().id()).auth().getCredentials().credentials();
    }

    private static DirectoryEntry withKeys(Outcome<DirectoryEntry, List<CredentialInfo>> outcome) {
        DirectoryEntry person = outcome.item();
        Optional<String> unread = outcome.value().isPresent() ? Optional.empty() : Optional.of(reason(outcome));
        return new DirectoryEntry(person.user(), person.isServiceUser(), outcome.value(), unread);
    }

    private static String reason(Outcome<?, ?> outcome) {
        return outcome.failure().map(Throwable::getMessage).orElse("it was not tried");
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the listing was interrupted; the rows until now are not all");
        }
    }
}
