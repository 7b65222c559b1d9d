package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.NameNotFoundException;
import io.clearmladmin.directory.TenantEntry;
import io.clearmladmin.directory.UserEntry;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants, users and queues are found by id or name; what is meant by a name that does not fit is said. */
class DirectoryTest {

    @ParameterizedTest
    @EnumSource(Edition.class)
    void each_is_found_by_its_id_and_its_name_whatever_its_case(Edition edition) {
        try (FakeClearMl fake = FakeClearMl.start(edition);
                ClearMl clearml = fake.connect()) {
            FakeUser ann = fake.addUser("Ann", Role.ADMIN);
            String queue =
                    clearml.queues().create(CreateQueue.builder().name("gpu").build());
            Directory directory = Directory.of(clearml);
            TenantEntry own = directory.ownTenant();
            assertThat(directory.tenants()).extracting(TenantEntry::id).contains(own.id());
            assertThat(directory.tenant(own.id()).name())
                    .isEqualTo(directory.tenant(own.name()).name());
            assertThat(directory.users(own.id())).extracting(UserEntry::id).contains(ann.id());
            assertThat(directory.user("ann").id()).isEqualTo(ann.id());
            assertThat(directory.user(ann.id()).name()).contains("Ann");
            assertThat(directory.queue("GPU").id()).isEqualTo(queue);
            assertThat(directory.queue(queue).name()).contains("gpu");
        }
    }

    @Test
    void a_name_of_several_or_of_nothing_says_what_was_meant() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            FakeUser one = fake.addUser("Ann", Role.USER, fake.addCompany("acme"));
            FakeUser other = fake.addUser("Ann", Role.USER, fake.addCompany("globex"));
            Directory directory = Directory.of(clearml);
            assertThatThrownBy(() -> directory.user("Ann"))
                    .isInstanceOf(NameNotFoundException.class)
                    .hasMessageContainingAll("is not the only one", one.id(), other.id(), "acme", "globex");
            assertThatThrownBy(() -> directory.tenant("acne"))
                    .isInstanceOfSatisfying(
                            NameNotFoundException.class,
                            unknown -> assertThat(unknown.candidates()).containsExactly("acme"))
                    .hasMessageContaining("did you mean acme");
        }
    }

    @Test
    void a_tenants_admin_sees_its_own_tenant_only() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            String acme = fake.addCompany("acme");
            fake.addUser("Bob", Role.USER, fake.addCompany("globex"));
            try (ClearMl clearml = fake.connect(fake.addUser("Ann", Role.ADMIN, acme))) {
                Directory directory = Directory.of(clearml);
                assertThat(directory.tenants()).extracting(TenantEntry::id).containsExactly(acme);
                assertThat(directory.usersOfAllTenants())
                        .extracting(user -> user.name().orElse(""))
                        .containsExactly("Ann");
            }
        }
    }

    @Test
    void who_was_never_seen_is_inactive_since_the_creation() {
        Instant now = Instant.EPOCH.plus(Duration.ofDays(100));
        UserEntry user = new UserEntry(
                "t",
                "t",
                "u",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.empty());
        assertThat(user.isInactive(Duration.ofDays(90), now)).isTrue();
        assertThat(user.isInactive(Duration.ofDays(101), now)).isFalse();
    }
}
