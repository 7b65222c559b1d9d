package io.clearmladmin.events;

import static io.clearmladmin.house.BuilderCopies.absent;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.KeepsHouseRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends KeepsHouseRules {

    @BeforeAll
    static void open() {
        Module mine = HouseRulesTest.class.getModule();
        mine.getPackages().forEach(name -> mine.addOpens(name, HouseRules.class.getModule()));
    }

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        try (ClearMl clearml = ClearMl.connect("http://127.0.0.1:1", "KEY", "SECRET")) {
            assertThat(BuilderCopies.broken(
                            ApiServerSink.builder(clearml, event -> "tenants"),
                            CompanyInventory.builder(clearml, absent(EventSink.class)),
                            CompanyMonitor.builder(clearml, absent(LifecycleJournal.class))
                                    .source("uuid"),
                            HealthProbe.builder("it", () -> {})))
                    .isEmpty();
        }
    }
}
