package io.clearmladmin.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt word is recognized, and another is not taken for one. */
class NearestWordTest {

    private static final List<String> KNOWN = List.of("read", "read_write", "allowed_users", "queue", "queues");

    @ParameterizedTest
    @CsvSource({
        "readwrite, read_write",
        "Read, read",
        "raed_write, read_write",
        "allowedUsers, allowed_users",
        "qeuue, queue",
        "queu, queue",
        "queuex, queue",
        "rd,",
        "write,",
        "x,",
        "'',"
    })
    void the_nearest_is_at_most_two_letters_and_a_third_of_the_word_away(String word, String nearest) {
        assertThat(NearestWord.of(word, KNOWN).orElse(null)).isEqualTo(nearest);
    }

    @Test
    void a_text_that_is_no_word_is_compared_with_none() {
        String text = "x".repeat(100_000);
        assertThat(NearestWord.of(text, List.of(text))).isEmpty();
    }
}
