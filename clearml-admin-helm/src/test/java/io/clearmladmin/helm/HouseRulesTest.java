package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.KeepsHouseRules;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends KeepsHouseRules {

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        assertThat(BuilderCopies.broken(
                        CustomEvents.builder().kafkaHosts("kafka-1:9092"),
                        HelmValues.clearmlCustomEvents()
                                .apiServer(URI.create("https://api.ml.example.com"), "a-key", Secret.of("a-secret"))
                                .podsMonitorUUID(UUID.randomUUID())))
                .isEmpty();
    }
}
