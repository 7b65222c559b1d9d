package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.KeepsHouseRules;
import io.clearmladmin.metering.MeteringClient;
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
        CallListener listener = new CallListener() {};
        assertThat(BuilderCopies.broken(
                        ClearMl.builder()
                                .apiUrl("http://127.0.0.1:1")
                                .credentials("KEY", "SECRET")
                                .listener(listener),
                        MeteringClient.builder()
                                .url("http://127.0.0.1:1")
                                .credentials("KEY", "SECRET")
                                .listener(listener)))
                .isEmpty();
    }
}
