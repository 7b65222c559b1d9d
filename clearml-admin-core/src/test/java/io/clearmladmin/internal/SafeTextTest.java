package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.internal.text.SafeText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text from outside is shown so that it cannot do anything. */
class SafeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\u001b[2Jgone           | a\\u001b[2Jgone",
                "a\u009b31mred            | a\\u009b31mred",
                "a\u0007b\u0000c\u007f    | a\\u0007b\\u0000c\\u007f",
                "user\u202egnp.exe        | user\\u202egnp.exe",
                "a\u2066b\u2069c\u200bd   | a\\u2066b\\u2069c\\u200bd",
                "tag\udb40\udc41          | tag\\ue0041",
                "half\ud83d.              | half\\ud83d.",
                "Jürgen 社 می‌خواهم 👨‍👩‍👧       | Jürgen 社 می‌خواهم 👨‍👩‍👧"
            })
    void what_does_not_show_is_its_number(String hostile, String safe) {
        assertThat(SafeText.line(hostile)).isEqualTo(safe);
        assertThat(SafeText.lines(hostile)).isEqualTo(safe);
    }

    @Test
    void a_line_stays_one_and_other_lines_never_begin_at_the_margin() {
        String hostile = "no\r\n2026-01-01 ERROR forged\u2028more\n\n  indented\tx\n\tat y";
        assertThat(SafeText.line(hostile)).isEqualTo("no 2026-01-01 ERROR forged more    indented x  at y");
        assertThat(SafeText.lines(hostile)).isEqualTo("no\n  2026-01-01 ERROR forged\n  more\n\n  indented\tx\n\tat y");
    }

    @Test
    void a_long_one_is_cut_and_says_how_much_is_left_out() {
        String tenMegabytes = "x".repeat(10_000_000);
        assertThat(SafeText.line(tenMegabytes))
                .startsWith("x".repeat(2_000) + "…")
                .endsWith("(9998000 more characters)");
        assertThat(SafeText.lines(tenMegabytes)).hasSizeLessThan(20_100);
        assertThat(SafeText.line("👍".repeat(20), 1)).isEqualTo("👍".repeat(20));
        assertThat(SafeText.line("👍".repeat(40), 1)).isEqualTo("… (80 more characters)");
    }

    @Test
    void what_was_made_safe_stays_as_it_is() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(3_000); n > 0; n--) {
                text.append((char) random.nextInt(random.nextInt(20) == 0 ? 0x10000 : 0x90));
            }
            String line = SafeText.line(text.toString(), 300);
            assertThat(SafeText.line(line, 300)).isSameAs(line).doesNotContainPattern("\\p{Cc}");
            String lines = SafeText.lines(text.toString());
            assertThat(SafeText.lines(lines)).isSameAs(lines).doesNotContainPattern("\n[^ \t\n]");
        }
    }
}
