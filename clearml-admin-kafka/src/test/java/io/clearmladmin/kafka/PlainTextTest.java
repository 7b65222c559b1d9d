package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text is written as Jackson writes it, whatever is in it and wherever. */
class PlainTextTest {

    private static final int LONGEST = 100;
    private static final int RANDOM_TEXTS = 20_000;
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final ObjectWriter OURS = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new PlainText()))
            .build()
            .writer();

    private static Stream<String> letters() {
        return Stream.concat(
                IntStream.rangeClosed(0, 0x2ff).mapToObj(Character::toString),
                Stream.of("\u2028", "\uffff", "\ud83d\ude00", "\ud83d", "\ude00", "\ude00\ud83d"));
    }

    @ParameterizedTest
    @MethodSource("letters")
    void one_letter_among_plain_ones_is_written_as_jackson_does_at_each_place(String letter) throws Exception {
        for (int length = 60; length <= 73; length++) {
            for (int at = 0; at <= length; at++) {
                assertSame("x".repeat(at) + letter + "y".repeat(length - at));
            }
        }
    }

    @Test
    void so_is_any_text() throws Exception {
        Random random = new Random(7);
        List<Integer> bounds = List.of(0x60, 0x80, 0x100, 0x800, 0x10000);
        for (int number = 0; number < RANDOM_TEXTS; number++) {
            int bound = bounds.get(random.nextInt(bounds.size()));
            StringBuilder text = new StringBuilder();
            for (int at = random.nextInt(LONGEST); at >= 0; at--) {
                text.append((char) (random.nextInt(8) == 0 ? random.nextInt(bound) : 'a' + random.nextInt(26)));
            }
            assertSame(text.toString());
        }
    }

    private static void assertSame(String text) throws Exception {
        assertThat(OURS.writeValueAsBytes(text)).isEqualTo(JACKSON.writeValueAsBytes(text));
    }
}
