package io.clearmladmin.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {

    @Test
    void the_fast_way_to_read_a_date_agrees_with_the_jdk() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(4_102_444_800L), random.nextInt(1_000_000) * 1000L);
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
            Instant read = Timestamps.parse(text);
            assertThat(read == null ? time : read).as(text).isEqualTo(time);
        }
    }
}
