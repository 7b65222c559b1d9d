package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.FieldsNotKeptException;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.testkit.FakeClearMl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fields are as they were set, or it is said that they are not; whether the server merges or replaces. */
class TenantFieldsTest {

    private static final String UPDATE = "system.update_company_custom_events_config";

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final String tenant = fake.addCompany("Vision");
    private final TenantFields fields = TenantFields.of(clearml, tenant);

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    /** A server that merges what it is given into what it has. */
    private void merging() {
        Map<String, Object> all = new HashMap<>();
        fake.stub(UPDATE, call -> {
            ((Map<?, ?>) call.body().getOrDefault("fields", Map.of()))
                    .forEach((name, value) -> all.put(String.valueOf(name), value));
            return Map.of();
        });
        fake.stub("system.get_company_custom_events_config", call -> Map.of("fields", new HashMap<>(all)));
    }

    @Test
    void fields_are_set_and_merged_whole() {
        assertThat(fields.read()).isEmpty();
        fields.set(Map.of("a", 1, "b", List.of("x", "y")));
        assertThat(fields.merge(Map.of("a", 2, "c", Map.of("d", true))))
                .isEqualTo(Map.of("a", 2, "b", List.of("x", "y"), "c", Map.of("d", true)));
        assertThat(fields.read()).hasSize(3);
        assertThat(fields.set(Map.of("z", "only"))).isEqualTo(Map.of("z", "only"));
    }

    @Test
    void what_changes_nothing_is_not_written() {
        fields.set(Map.of("a", 1L, "b", 2.50));
        int writes = fake.recordedCalls(UPDATE).size();
        fields.merge(Map.of("a", 1));
        fields.set(Map.of("a", (short) 1, "b", new java.math.BigDecimal("2.5")));
        assertThat(fake.recordedCalls(UPDATE)).hasSize(writes);
    }

    @Test
    void a_server_that_merges_is_noticed_when_a_field_should_go() {
        merging();
        fields.set(Map.of("a", "secret-1", "b", 2));
        assertThat(fields.merge(Map.of("b", 3))).isEqualTo(Map.of("a", "secret-1", "b", 3));
        FieldsNotKeptException kept =
                catchThrowableOfType(FieldsNotKeptException.class, () -> fields.set(Map.of("b", 3)));
        assertThat(kept.fields()).containsExactly("a");
        assertThat(kept).hasMessageContaining(tenant).hasMessageNotContaining("secret-1");
    }

    @Test
    void a_write_that_did_not_stick_is_an_error() {
        fake.stub(UPDATE, call -> Map.of());
        assertThatThrownBy(() -> fields.merge(Map.of("a", 1)))
                .isInstanceOf(FieldsNotKeptException.class)
                .hasMessageContaining("[a]");
    }

    @Test
    void values_that_json_does_not_have_are_refused_by_name_before_anything_is_sent() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("n", null);
        assertThatThrownBy(() -> fields.set(nothing)).hasMessageContaining("fields.n");
        assertThatThrownBy(() -> fields.set(Map.of("list", List.of(1, Double.NaN))))
                .hasMessageContaining("fields.list[1]");
        assertThatThrownBy(() -> fields.merge(Map.of("o", Map.of("in", new Object()))))
                .hasMessageContaining("fields.o.in");
        assertThatThrownBy(() -> fields.merge(Map.of("o", Map.of(1, 2)))).hasMessageContaining("fields.o");
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", endless);
        assertThatThrownBy(() -> fields.set(endless)).hasMessageContaining("nested");
        assertThatThrownBy(() -> TenantFields.of(clearml, "")).hasMessageContaining("tenantId");
        assertThat(fake.recordedCalls(UPDATE)).isEmpty();
    }
}
