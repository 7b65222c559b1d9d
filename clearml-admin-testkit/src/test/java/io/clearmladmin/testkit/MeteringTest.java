package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.metering.CategoryUsage;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.MultitenantUsages;
import io.clearmladmin.metering.MultitenantUsagesQuery;
import io.clearmladmin.metering.Pricing;
import io.clearmladmin.metering.TenantUsages;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.metering.UsageConfiguration;
import io.clearmladmin.metering.UsageEvent;
import io.clearmladmin.metering.UsageLabel;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.testkit.calls.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was reported is returned by the metering service and by the API server, day by day, with its price. */
class MeteringTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final TenantUsagesQuery QUERY = TenantUsagesQuery.builder()
            .fromDate(FIRST)
            .toDate(FIRST.plusDays(2))
            .build();

    private final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
    private final ClearMl clearml = fake.connect();
    private final String acme = fake.addCompany("acme");
    private final MeteringClient metering = MeteringClient.connect(
            fake.meteringUrl(),
            fake.meteringUser().accessKey(),
            fake.meteringUser().secretKey().reveal());

    @BeforeEach
    void report() {
        UsageLabel gpu = UsageLabel.builder()
                .pricing(Pricing.builder()
                        .price(new BigDecimal("3.60"))
                        .units(new BigDecimal("3600"))
                        .build())
                .build();
        clearml.tenants()
                .editUsageConfiguration(UsageConfiguration.builder()
                        .events(Map.of(
                                "compute",
                                UsageEvent.builder()
                                        .type("compute")
                                        .countStrategy("sum")
                                        .labels(Map.of("gpu1", gpu))
                                        .build()))
                        .build());
        report(0, 3600);
        report(2, 1800);
        report(2, 1800);
    }

    private void report(int day, int seconds) {
        long millis =
                FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        clearml.tenants()
                .customEvents(CustomEvents.builder()
                        .templateKey("compute")
                        .addEvents(Map.of(
                                "id",
                                fake.recordedCalls().size() + "",
                                "clearml_tenant",
                                acme,
                                "timestamp_millis",
                                millis,
                                "gpu1",
                                seconds))
                        .build());
    }

    @AfterEach
    void stop() {
        metering.close();
        clearml.close();
        fake.close();
    }

    @Test
    void the_metering_service_returns_usage_and_cost_of_each_day() {
        TenantUsages usages = metering.getUsages(QUERY).stream()
                .filter(tenant -> tenant.tenant().filter(acme::equals).isPresent())
                .findFirst()
                .orElseThrow();
        CategoryUsage compute = Objects.requireNonNull(usages.categories().get("compute"));
        assertThat(compute.dates()).containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
        assertThat(compute.usages())
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .containsExactly(new BigDecimal(3600), BigDecimal.ZERO, new BigDecimal(3600));
        assertThat(compute.costs().get(0)).isEqualByComparingTo("3.60");
        assertThat(usages.totalCost().orElseThrow()).isEqualByComparingTo("7.20");
        assertThat(Objects.requireNonNull(compute.labels().get("gpu1")).usages())
                .hasSize(3);
        assertThat(usages.currency()).contains("USD");
    }

    @Test
    void the_api_server_returns_the_same() {
        TenantUsages usages = clearml.tenants()
                .getTenantUsages(
                        TenantUsagesQuery.builder().from(QUERY).tenant(acme).build());
        assertThat(usages.categories().get("compute"))
                .isEqualTo(metering.getUsages(TenantUsagesQuery.builder()
                                .from(QUERY)
                                .tenant(acme)
                                .build())
                        .get(0)
                        .categories()
                        .get("compute"));
        MultitenantUsages all = clearml.tenants()
                .getMultitenantUsages(MultitenantUsagesQuery.builder()
                        .fromDate(FIRST)
                        .toDate(FIRST.plusDays(2))
                        .tenants(List.of(acme))
                        .tenantsBreakdown(true)
                        .build());
        assertThat(all.tenants())
                .singleElement()
                .satisfies(tenant -> assertThat(tenant.tenantId()).isEqualTo(acme));
    }

    @Test
    void a_wrong_key_is_reported_as_such_and_never_printed() {
        try (MeteringClient wrong = MeteringClient.connect(fake.meteringUrl(), "NOBODY0123", "canary-secret-0123")) {
            assertThatThrownBy(() -> wrong.getUsages(QUERY))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageStartingWith("get_usages: 401")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void a_service_that_is_away_is_asked_again() {
        fake.inject(Fault.gatewayError(502).on("get_usages").times(2));
        assertThat(metering.getUsages(QUERY)).isNotEmpty();
        fake.inject(Fault.gatewayError(500).on("get_usages").times(3));
        assertThatThrownBy(() -> metering.getUsages(QUERY))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("(after 3 attempts)");
    }

    @Test
    void days_in_the_wrong_order_and_missing_settings_are_refused() {
        assertThatThrownBy(() -> TenantUsagesQuery.builder()
                        .fromDate(FIRST)
                        .toDate(FIRST.minusDays(1))
                        .build())
                .hasMessageContaining("fromDate: must not be after toDate");
        assertThatThrownBy(
                        () -> MeteringClient.builder().url("http://localhost:1").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials: is not set");
    }
}
