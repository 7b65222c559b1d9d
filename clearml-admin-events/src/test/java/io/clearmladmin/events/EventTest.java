package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event.Kind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids are the same wherever they are made; the vectors were made by another implementation of RFC 9562. */
class EventTest {

    private static Event event(String source, String type, String tenant, String subject, Instant time) {
        return new Event(source, Kind.LIFECYCLE, type, tenant, subject, time, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "monitor-1, tenant.activated, 3f1c, tenant/3f1c, 2026-11-21T09:00:00Z, 62acf323-8fd4-599e-bf54-80fd31f228f0",
        "monitor-1, tenant.activated, 3f1c, tenant/3f1c, 2026-11-21T09:00:00.250Z, 4c847a8f-533b-5206-9dc8-a2ee69f99288",
        "prüfer, inventory.complete, '', inventory/2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z,"
                + " fc62a63a-fe81-590c-9a42-cd551f86a95a"
    })
    void the_id_is_the_one_that_is_documented(
            String source, String type, String tenant, String subject, Instant time, String id) {
        assertThat(event(source, type, tenant, subject, time).id()).hasToString(id);
    }

    @Test
    void the_id_does_not_depend_on_kind_and_data() {
        Instant time = Instant.parse("2026-11-21T09:00:00Z");
        Event other = new Event("s", Kind.INVENTORY, "t", "c", "tenant/c", time, Map.of("name", "x"));
        assertThat(event("s", "t", "c", "tenant/c", time).id()).isEqualTo(other.id());
        assertThat(other.id().version()).isEqualTo(5);
        assertThat(other.id().variant()).isEqualTo(2);
    }

    @Test
    void an_empty_source_is_refused_by_name() {
        assertThatThrownBy(() -> event(" ", "t", "c", "tenant/c", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source");
    }
}
