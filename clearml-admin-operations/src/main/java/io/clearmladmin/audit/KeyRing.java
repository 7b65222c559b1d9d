package io.clearmladmin.audit;

import io.clearmladmin.audit.AuditedTenant.Person;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.errors.ApiException;
import java.util.ArrayList;
import java.util.List;

/** The keys of the users whom the caller may impersonate, and the users whose keys could not be read. */
final class KeyRing {

    static final int MOST_USERS = 1_000;

    private final AuditContext site;
    private final List<Holder> holders = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int users;
    private int refused;
    private String refusal = "";

    private KeyRing(AuditContext site) {
        this.site = site;
    }

    /** A user and the keys, which come without their secrets. */
    record Holder(AuditedTenant tenant, Person person, List<CredentialInfo> keys) {}

    static KeyRing read(AuditContext site) {
        KeyRing ring = new KeyRing(site);
        if (site.hasRole(Role.SYSTEM, Role.ROOT, Role.ADMIN)) {
            site.tenants().forEach(ring::readTenant);
            ring.reportWhatIsMissing();
        } else {
            ring.readOwn();
        }
        return ring;
    }

    /** The users whose keys were read. */
    List<Holder> holders() {
        return holders;
    }

    /** Notes the gaps; skips the check if no keys could be read. */
    void reportGaps(FindingCollector notes) {
        if (holders.isEmpty() && !gaps.isEmpty()) {
            throw new CheckSkippedException(String.join("; ", gaps));
        }
        gaps.forEach(notes::skip);
    }

    private void readOwn() {
        gaps.add("only the caller's own keys were read; others' need role system, root or admin");
        site.self()
                .flatMap(self ->
                        self.user().map(id -> new Person(id, self.userName().orElse(id), self.role())))
                .ifPresent(self -> holders.add(new Holder(
                        site.tenants().get(0),
                        self,
                        site.clearml().auth().getCredentials().credentials())));
    }

    private void readTenant(AuditedTenant tenant) {
        List<Person> people;
        try {
            people = tenant.people();
        } catch (ApiException failure) {
            gaps.add(tenant + ": " + FindingCollector.reason(failure));
            return;
        }
        for (Person person : people) {
            users++;
            if (users <= MOST_USERS) {
                readUser(tenant, person);
            }
        }
    }

    private void readUser(AuditedTenant tenant, Person person) {
        try {
            List<CredentialInfo> keys = site.clearml()
                    .impersonating(person.id())
                    .auth()
                    .getCredentials()
                    .credentials();
            holders.add(new Holder(tenant, person, keys));
        } catch (ApiException failure) {
            refused++;
            refusal = FindingCollector.reason(failure);
        }
    }

    private void reportWhatIsMissing() {
        if (users > MOST_USERS) {
            gaps.add("the keys of the first " + MOST_USERS + " of " + users + " users were read, not the others'");
        }
        if (refused > 0) {
            gaps.add("the keys of " + refused + " of " + users + " users could not be read: " + refusal);
        }
    }
}
