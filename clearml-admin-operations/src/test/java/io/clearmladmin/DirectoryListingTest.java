package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.auth.CreateServiceUser;
import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.DirectoryEntry;
import io.clearmladmin.directory.DirectoryListing;
import io.clearmladmin.directory.UnreadTenant;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.Execution;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listing has each user once, with few calls; what could not be read is named, and the rest is there. */
class DirectoryListingTest {

    private static final int TENANTS = 20;
    private static final int USERS = 7;

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final Map<String, FakeUser> users = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    private void fill() {
        for (int i = 0; i < TENANTS; i++) {
            String tenant = fake.addCompany("tenant-" + i);
            for (int j = 0; j < USERS; j++) {
                FakeUser user = fake.addUser("user-" + i + "-" + j, j == 0 ? Role.ADMIN : Role.USER, tenant);
                users.put(user.id(), user);
            }
        }
    }

    private static List<DirectoryEntry> read(DirectoryListing listing, List<UnreadTenant> unread) {
        List<DirectoryEntry> rows = new ArrayList<>();
        unread.addAll(listing.each(rows::add));
        return rows;
    }

    private static List<DirectoryEntry> read(DirectoryListing listing) {
        List<UnreadTenant> unread = new ArrayList<>();
        List<DirectoryEntry> rows = read(listing, unread);
        assertThat(unread).isEmpty();
        return rows;
    }

    @Test
    void each_user_of_each_tenant_is_there_once_with_role_and_keys_for_a_call_a_user_and_two_a_tenant() {
        fill();
        int all = Directory.of(clearml).usersOfAllTenants().size();
        int tenants = Directory.of(clearml).tenants().size();
        int before = fake.recordedCalls().size();

        List<DirectoryEntry> rows = read(Directory.of(clearml).listing().withKeys());

        assertThat(rows).hasSize(all);
        assertThat(rows)
                .extracting(row -> row.user().id())
                .doesNotHaveDuplicates()
                .containsAll(users.keySet());
        assertThat(rows).filteredOn(row -> users.containsKey(row.user().id())).allSatisfy(row -> {
            FakeUser user = Objects.requireNonNull(users.get(row.user().id()));
            assertThat(row.user().tenant()).isEqualTo(user.company());
            assertThat(row.user().role()).contains(user.role());
            assertThat(row.keys().orElseThrow())
                    .extracting(key -> key.accessKey())
                    .containsExactly(user.accessKey());
            assertThat(row.toJson())
                    .contains(user.accessKey())
                    .doesNotContain(user.secretKey().reveal());
        });
        Map<String, Long> calls = fake.recordedCalls().stream()
                .skip(before)
                .collect(Collectors.groupingBy(Execution::endpoint, Collectors.counting()));
        assertThat(calls)
                .containsEntry("system.get_companies", 1L)
                .containsEntry("tenants.get_tenant_info", (long) tenants)
                .containsEntry("auth.get_credentials", (long) all);
        assertThat(fake.recordedCalls().size() - before).isLessThanOrEqualTo(1 + 2 * tenants + all);
    }

    @Test
    void the_order_is_that_of_the_tenants_however_many_calls_are_made_at_a_time() {
        fill();
        List<String> one = ids(Directory.of(clearml).listing().withKeys().parallel(1));
        assertThat(ids(Directory.of(clearml).listing().withKeys().parallel(13))).isEqualTo(one);
    }

    private static List<String> ids(DirectoryListing listing) {
        return read(listing).stream().map(row -> row.user().id()).toList();
    }

    @Test
    void a_tenant_that_cannot_be_read_is_named_and_the_others_are_complete() {
        fill();
        fake.inject(
                Fault.refusal(400, 10).on("tenants.get_tenant_info").after(5).times(1));
        List<UnreadTenant> unread = new ArrayList<>();
        List<DirectoryEntry> rows = read(Directory.of(clearml).listing().parallel(1), unread);
        assertThat(unread).singleElement().satisfies(lost -> {
            assertThat(lost.what()).isEqualTo("users");
            assertThat(lost).asString().contains(lost.tenantName(), "tenants.get_tenant_info");
            assertThat(rows)
                    .extracting(row -> row.user().id())
                    .containsAll(users.values().stream()
                            .filter(user -> !user.company().equals(lost.tenant()))
                            .map(FakeUser::id)
                            .toList());
            assertThat(rows).extracting(row -> row.user().tenant()).doesNotContain(lost.tenant());
        });
    }

    @Test
    void a_user_whose_keys_cannot_be_read_has_a_row_that_says_why() {
        fill();
        fake.inject(Fault.refusal(400, 301).on("auth.get_credentials").after(9).times(1));
        List<DirectoryEntry> rows = read(Directory.of(clearml).listing().withKeys());
        assertThat(rows).extracting(row -> row.user().id()).containsAll(users.keySet());
        assertThat(rows)
                .filteredOn(row -> row.keys().isEmpty())
                .singleElement()
                .satisfies(row -> assertThat(row.unread().orElseThrow()).contains("auth.get_credentials"));
    }

    @Test
    void service_users_are_there_and_if_they_cannot_be_seen_that_is_said() {
        String acme = fake.addCompany("acme");
        FakeUser ann = fake.addUser("Ann", Role.ADMIN, acme);
        String robot = clearml.actingAs(ann.id())
                .auth()
                .createServiceUser(CreateServiceUser.builder().name("Robot").build())
                .id();
        DirectoryListing listing = Directory.of(clearml).listing().tenant(acme).withKeys();
        assertThat(read(listing))
                .filteredOn(DirectoryEntry::isServiceUser)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.user().id()).isEqualTo(robot);
                    assertThat(row.user().tenantName()).isEqualTo("acme");
                    assertThat(row.keys().orElseThrow()).hasSize(1);
                });

        fake.inject(Fault.refusal(403, 20).on("users.get_service_users").times(1));
        List<UnreadTenant> unread = new ArrayList<>();
        assertThat(read(listing, unread)).extracting(row -> row.user().id()).contains(ann.id());
        assertThat(unread).extracting(UnreadTenant::what).containsExactly("service users");
    }

    @Test
    void an_admin_lists_its_own_tenant_and_no_other() {
        String acme = fake.addCompany("acme");
        FakeUser ann = fake.addUser("Ann", Role.ADMIN, acme);
        String globex = fake.addCompany("globex");
        fake.addUser("Bob", Role.USER, globex);
        try (ClearMl own = fake.connect(ann)) {
            Directory directory = Directory.of(own);
            assertThat(ids(directory.listing())).containsExactly(ann.id());
            assertThat(ids(directory.listing().tenant(acme))).containsExactly(ann.id());
            assertThatThrownBy(() -> ids(directory.listing().tenant(globex)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("role system or root");
        }
    }

    @Test
    void an_open_source_server_has_one_tenant_whose_keys_are_read_too() {
        try (FakeClearMl open = FakeClearMl.start();
                ClearMl caller = open.connect()) {
            FakeUser ann = open.addUser("Ann", Role.USER);
            assertThat(read(Directory.of(caller).listing().withKeys()))
                    .filteredOn(row -> row.user().id().equals(ann.id()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.keys().orElseThrow()).hasSize(1));
        }
    }

    @Test
    void an_interrupt_ends_it_and_the_rows_until_then_are_not_taken_for_all() {
        fill();
        List<DirectoryEntry> rows = new ArrayList<>();
        try {
            assertThatThrownBy(() -> Directory.of(clearml).listing().parallel(2).each(row -> {
                        rows.add(row);
                        Thread.currentThread().interrupt();
                    }))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("not all");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(rows).hasSizeBetween(1, 2 * USERS);
    }
}
