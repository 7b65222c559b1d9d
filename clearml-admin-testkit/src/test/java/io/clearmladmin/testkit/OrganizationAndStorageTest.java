package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.refused;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.calls.FakeUser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The organization and the storage of the fake, over real HTTP. */
@ExtendWith(FakeClearMlExtension.class)
class OrganizationAndStorageTest {

    @Test
    void the_own_company_is_returned_with_its_admins(FakeClearMl fake, ClearMl clearml) {
        FakeUser boss = fake.addUser("Boss", Role.ADMIN);
        Map<String, Object> company = Plainly.list(
                        read(clearml, "organization.get_user_companies", Map.of()), "companies")
                .get(0);
        assertThat(company)
                .containsEntry("id", FakeClearMl.DEFAULT_COMPANY)
                .containsEntry("allocated", 1)
                .containsEntry("owners", List.of(Map.of("id", boss.id(), "name", "Boss")));
    }

    @Test
    void only_what_is_asked_for_is_counted(ClearMl clearml) {
        assertThat(read(
                        clearml,
                        "organization.get_entities_count",
                        Map.of("tasks", Map.of(), "reports", Map.of("id", List.of()))))
                .isEqualTo(Map.of("tasks", 0, "reports", 0));
        assertThat(read(clearml, "organization.get_tags", Map.of())).containsOnlyKeys("tags");
        assertThat(read(
                        clearml,
                        "organization.get_project_usages",
                        Map.of(
                                "projects",
                                List.of("p"),
                                "from_date",
                                "2026-01-01",
                                "to_date",
                                "2026-01-02",
                                "breakdown_keys",
                                List.of("user", "queue"))))
                .containsOnlyKeys("users", "queues");
    }

    @Test
    void a_listing_is_prepared_and_comes_as_a_file(FakeClearMl fake, ClearMl clearml) {
        Object id = write(
                        clearml,
                        "organization.prepare_download_for_get_all",
                        Map.of(
                                "entity_type",
                                "task",
                                "only_fields",
                                List.of("id", "name", "status"),
                                "field_mappings",
                                List.of(Map.of("field", "id"), Map.of("field", "name", "name", "Name, short"))))
                .get("prepare_id");
        Plainly.File file = Plainly.download(
                fake.url() + "/organization.download_for_get_all", fake.systemUser(), "prepare_id", id);
        assertThat(file.disposition()).startsWith("attachment");
        assertThat(file.text()).isEqualTo("id,\"Name, short\"\r\n");
        refused(10, () -> read(clearml, "organization.download_for_get_all", Map.of("prepare_id", "nosuch")));
    }

    @Test
    void storage_settings_are_replaced_by_provider(ClearMl clearml) {
        refused(12, () -> write(clearml, "storage.set_settings", Map.of()));
        Map<String, Object> google = Map.of("project", "p");
        write(clearml, "storage.set_settings", Map.of("aws", Map.of("key", "k", "secret", "s"), "google", google));
        write(clearml, "storage.set_settings", Map.of("aws", Map.of("region", "eu")));
        assertThat(Plainly.map(read(clearml, "storage.get_settings", Map.of()), "settings"))
                .containsEntry("aws", Map.of("region", "eu"))
                .containsEntry("google", google)
                .containsKey("last_update");
        assertThat(Stream.of("aws", "aws")
                        .map(key -> write(clearml, "storage.reset_settings", Map.of("keys", List.of(key)))
                                .get("updated")))
                .containsExactly(1, 1);
        assertThat(Plainly.map(read(clearml, "storage.get_settings", Map.of()), "settings"))
                .doesNotContainKey("aws");
    }
}
