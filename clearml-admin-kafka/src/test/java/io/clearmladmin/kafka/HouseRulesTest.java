package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.KeepsHouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends KeepsHouseRules {

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers("127.0.0.1:1").build();
        try (ClearMl clearml = ClearMl.connect("http://127.0.0.1:1", "KEY", "SECRET")) {
            assertThat(BuilderCopies.broken(
                            KafkaSettings.builder().bootstrapServers("127.0.0.1:1"),
                            KafkaSink.builder(settings).listener(new KafkaSinkListener() {}),
                            KafkaJournal.builder(settings, "monitor"),
                            CustomEventsDoctor.builder(clearml, settings)))
                    .isEmpty();
        }
    }
}
