package io.clearmladmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.audit.Audit;
import io.clearmladmin.drain.Drain;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.KeepsHouseRules;
import io.clearmladmin.rotation.KeyCreation;
import io.clearmladmin.rotation.Revocation;
import io.clearmladmin.rotation.Rotation;
import io.clearmladmin.waiting.Waiter;
import java.time.Duration;
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
                            Audit.builder(clearml).defaultKey("key", Secret.of("secret")),
                            KeyCreation.builder(clearml, key -> {}),
                            Rotation.builder(clearml, key -> {}),
                            Revocation.builder(clearml, Duration.ofDays(1)),
                            Waiter.builder(clearml),
                            Drain.builder(clearml)))
                    .isEmpty();
        }
    }
}
