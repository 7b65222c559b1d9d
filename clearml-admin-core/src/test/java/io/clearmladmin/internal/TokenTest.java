package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a token says of its end, it is fresh or it is not. */
class TokenTest {

    @ParameterizedTest(name = "exp {0}, iat {1}")
    @CsvSource({
        "-1e14, 0, false",
        "-100000000000000, 1700000000, false",
        "0, 0, false",
        "1, -1e15, false",
        "1e14, 0, true",
        "31556889864403199, -31557014167219200, true",
        "4102444800, 1700000000, true",
    })
    void an_end_far_in_the_past_or_future_is_an_end_like_others(String end, String begin, boolean isFresh) {
        VirtualTime time = new VirtualTime();
        String text = TestClients.token("{\"exp\":" + end + ",\"iat\":" + begin + "}");
        Token token = Token.of(text, Instant.ofEpochSecond(1_700_000_000), Duration.ofMinutes(6), time);
        assertThat(token.isFresh(time)).isEqualTo(isFresh);
        assertThat(token.isAlive(time)).isEqualTo(isFresh);
    }
}
