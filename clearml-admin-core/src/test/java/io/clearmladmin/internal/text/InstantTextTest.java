package io.clearmladmin.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2000-02-29T12:34:56.100Z",
                "2026-11-21T09:00:00.001Z",
                "2026-11-21T09:00:00.000001Z",
                "2026-11-21T09:00:00.123456789Z",
                "9999-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z"
            })
    void a_time_is_written_as_the_jdk_writes_it(String text) {
        assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void any_time_is_written_as_the_jdk_writes_it() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            Instant second = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 400_000_000_000L));
            assertThat(InstantText.of(second)).isEqualTo(second.toString());
            Instant milli = second.plusMillis(random.nextInt(1_000));
            assertThat(InstantText.of(milli)).isEqualTo(milli.toString());
            Instant nano = second.plusNanos(random.nextInt(1_000_000_000));
            assertThat(InstantText.of(nano)).isEqualTo(nano.toString());
        }
        assertThat(InstantText.of(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(InstantText.of(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }
}
