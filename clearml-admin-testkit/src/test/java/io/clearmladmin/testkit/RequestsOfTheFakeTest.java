package io.clearmladmin.testkit;

import static io.clearmladmin.testkit.Plainly.read;
import static io.clearmladmin.testkit.Plainly.refused;
import static io.clearmladmin.testkit.Plainly.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.queues.CreateQueue;
import io.clearmladmin.queues.MetadataItem;
import io.clearmladmin.queues.UpdateQueue;
import io.clearmladmin.server.ReportStats;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fake refuses what the real server refuses, and takes what that takes. */
@ExtendWith(FakeClearMlExtension.class)
class RequestsOfTheFakeTest {

    private static final int INVALID = 12;

    @Test
    void metadata_of_a_queue_is_an_object_where_it_is_created_or_updated(ClearMl clearml) {
        MetadataItem site =
                MetadataItem.builder().key("site").type("str").value("Bonn").build();
        MetadataItem rack =
                MetadataItem.builder().key("rack").type("int").value("7").build();
        String id = clearml.queues()
                .create(CreateQueue.builder()
                        .name("a100")
                        .metadata(List.of(site, rack))
                        .build());
        assertThat(clearml.queues().getById(id).metadata()).containsOnlyKeys("site", "rack");
        clearml.queues()
                .update(UpdateQueue.builder().queue(id).metadata(List.of(rack)).build());
        assertThat(clearml.queues().getById(id).metadata())
                .isEqualTo(Map.of("rack", Map.of("key", "rack", "type", "int", "value", "7")));
        clearml.queues().addOrUpdateMetadata(id, List.of(site));
        assertThat(clearml.queues().getById(id).metadata()).containsOnlyKeys("site", "rack");

        Map<String, String> item = Map.of("key", "k", "type", "s", "value", "v");
        refused(INVALID, () -> write(clearml, "queues.create", Map.of("name", "b100", "metadata", List.of(item))));
        refused(INVALID, () -> write(clearml, "queues.update", Map.of("queue", id, "metadata", List.of(item))));
        refused(
                INVALID,
                () -> write(
                        clearml, "queues.add_or_update_metadata", Map.of("queue", id, "metadata", Map.of("k", item))));
    }

    @Test
    void a_piece_of_metadata_has_a_type(ClearMl clearml) {
        Map<String, String> item = Map.of("key", "k", "value", "v");
        refused(INVALID, () -> write(clearml, "queues.create", Map.of("name", "a100", "metadata", Map.of("k", item))));
    }

    @Test
    void nobody_becomes_root_or_system(ClearMl clearml, FakeClearMl fake) {
        FakeUser ben = fake.addUser("Ben", Role.USER);
        for (String role : List.of("root", "system", "king")) {
            refused(INVALID, () -> write(clearml, "auth.edit_user", Map.of("user", ben.id(), "role", role)));
        }
        assertThat(clearml.auth().editUser(ben.id(), Role.ADMIN).updated()).isEqualTo(1);
    }

    @Test
    void a_worker_that_is_not_known_is_unregistered_all_the_same(ClearMl clearml) {
        assertThat(write(clearml, "workers.unregister", Map.of("worker", "nobody")))
                .isEmpty();
    }

    @Test
    void who_turned_statistics_on_and_when_is_returned(ClearMl clearml, FakeClearMl fake) {
        assertThat(clearml.server().reportStatsOption(Optional.empty()).enabledUser())
                .isEmpty();
        ReportStats on = clearml.server().reportStatsOption(Optional.of(true));
        assertThat(on.enabledUser()).contains(fake.systemUser().id());
        assertThat(on.enabledTime()).isPresent();
        assertThat(on.enabledVersion()).isEqualTo(on.currentVersion());
        assertThat(clearml.server().reportStatsOption(Optional.empty())).isEqualTo(on);
    }

    @Test
    void an_empty_list_is_taken_for_no_body(FakeClearMl fake) throws IOException {
        FakeUser system = fake.systemUser();
        Request request = new Request.Builder()
                .url(fake.url() + "/users.get_all")
                .header(
                        "Authorization",
                        Credentials.basic(system.accessKey(), system.secretKey().reveal()))
                .post(RequestBody.create("[]", MediaType.get("application/json")))
                .build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void a_measure_is_taken_by_the_name_that_the_server_reads(ClearMl clearml) {
        Map<String, ?> query = Map.of(
                "from_date",
                0,
                "to_date",
                60,
                "interval",
                60,
                "items",
                List.of(Map.of("key", "cpu_usage", "aggregation", "median")));
        refused(INVALID, () -> read(clearml, "workers.get_stats", query));
    }
}
