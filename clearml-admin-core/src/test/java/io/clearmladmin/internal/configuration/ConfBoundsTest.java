package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.internal.hocon.Hocon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is read or refused soon, with little memory, and without quoting it. */
@Timeout(20)
class ConfBoundsTest {

    private static final String API =
            "api { api_server: http://h:8008, credentials { access_key: A, secret_key: B } }\n";

    @TempDir
    Path folder;

    private String host(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("clearml.conf"), text);
        Environment environment = new Environment(name -> null, name -> null, folder);
        Source source = Objects.requireNonNull(new ConfigurationFile(file, "the test").read(environment));
        Source.Found found = source.find(Setting.API_HOST);
        return found == null ? "" : found.value();
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> host(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("canary");
    }

    @Test
    void substitutions_that_double_are_refused() {
        StringBuilder text = new StringBuilder("a0: canary\n");
        StringBuilder empty = new StringBuilder("b0: \"\"\n");
        StringBuilder blocks = new StringBuilder("c0 { x: 1 }\n");
        for (int i = 1; i <= 30; i++) {
            text.append("a%d: ${a%d}${a%d}\n".formatted(i, i - 1, i - 1));
            empty.append("b%d: ${b%d}${b%d}\n".formatted(i, i - 1, i - 1));
            blocks.append("c%d: ${c%d} ${c%d}\n".formatted(i, i - 1, i - 1));
        }
        assertRefused(text + "api.api_server: ${a30}", "grow without end");
        String longer = text.toString().replaceFirst("canary", "canary".repeat(1000));
        assertRefused(longer + "api.api_server: ${a10}", "longer than 1048576 characters");
        assertRefused(empty + "api.api_server: ${b30}", "grow without end");
        assertRefused(blocks + "api: ${c30}", "grow without end");
    }

    @Test
    void substitutions_that_go_in_circles_are_refused() throws IOException {
        assertRefused("a: ${b}\nb: ${a}\napi.api_server: ${a}", "in a circle");
        assertRefused("api: ${base}\nbase: ${api}", "in a circle");
        assertThat(host("api.api_server: ${?api.api_server}http://h:8008")).isEqualTo("http://h:8008");
        assertThat(host("api.api_server: http://h\napi.api_server: ${api.api_server}\":8008\""))
                .isEqualTo("http://h:8008");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "a {", "[", "a: [", "a: { b: [", "${", "\"", "a: \"\"\"", "include \"", "a.", "\\", "a: ${?"
            })
    void what_is_repeated_without_end_is_read_or_refused(String piece) throws IOException {
        String text = piece.repeat(200_000);
        for (String whole : new String[] {text, "x: " + text, "api { x: " + text, API + "sdk { x: " + text}) {
            try {
                assertThat(host(whole)).isIn("", "http://h:8008");
            } catch (ConfigurationException refused) {
                assertThat(refused).hasMessageStartingWith(folder.toString()).hasMessageContaining(", line ");
            }
        }
    }

    @Test
    void names_with_dots_without_end_are_read_or_refused_and_so_is_what_refers_to_itself_within_them()
            throws IOException {
        String dots = "a" + ".a".repeat(100_000);
        assertThat(host(API + dots + ": 1")).isEqualTo("http://h:8008");
        assertThatThrownBy(() -> Hocon.read(dots + ": 1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nested more than 256 deep");
        assertThatThrownBy(() -> Hocon.read("c { x" + ".x".repeat(60) + ": ${c} }"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("deep");
    }

    /** Each step is small, and so is what is referred to; what comes of it would fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{ x { y: 1 } }", "\"\"", "canary"})
    void substitutions_that_repeat_values_many_times_are_refused(String repeated) {
        StringBuilder text = new StringBuilder("a0: [" + (repeated + ", ").repeat(40) + "]\n");
        for (int i = 1; i <= 3; i++) {
            text.append("a%d: [%s]\n".formatted(i, ("${a" + (i - 1) + "}, ").repeat(40)));
        }
        assertThatThrownBy(() -> Hocon.read(text.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("the file, line [1-4]: more than 100000 values.*")
                .hasMessageNotContaining("canary");
    }

    /** One value that stands in a list many times costs no memory, but the time of whoever goes through the list. */
    @Test
    void a_list_that_is_added_to_itself_is_refused_before_it_is_long() {
        String twenty = "a: ${a} ${a}\n".repeat(20);
        assertThatThrownBy(() -> Hocon.read("a: [[" + "{}, ".repeat(1_000) + "]]\n" + twenty))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than 100000 values");
    }

    @Test
    void a_large_file_is_read() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append("key").append(i).append(": a value of some length\n");
        }
        assertThat(Hocon.read(text.toString())).hasSize(40_000);
    }

    @Test
    void a_file_that_is_none_is_refused_by_its_size() {
        assertRefused("#".repeat(9 << 20), "larger than 8388608 bytes");
    }

    @Test
    void includes_are_bounded_in_number_and_depth() throws IOException {
        Files.writeString(folder.resolve("self.conf"), "include \"clearml.conf\"");
        assertRefused("include \"self.conf\"", "self.conf, line 1: the file includes itself");
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("deep" + i), "include \"deep" + (i + 1) + "\"");
        }
        assertRefused("include \"deep0\"", "more than 64 includes, or more than 8 within each other");
        Files.writeString(folder.resolve("leaf"), "");
        assertRefused("include \"leaf\"\n".repeat(65), "line 65: more than 64 includes");
    }

    /** Text made of what the syntax is made of: it ends in a reading or in a message with a line, never otherwise. */
    @Test
    void any_mixture_of_pieces_is_read_or_refused() throws IOException {
        mix(1_000, 42);
    }

    @Test
    @Tag("long")
    @Timeout(180)
    void any_of_very_many_mixtures_of_pieces_is_read_or_refused() throws IOException {
        mix(50_000, 43);
    }

    private void mix(int count, long seed) throws IOException {
        String[] pieces = {
            "api",
            "api_server",
            ":",
            "=",
            "+=",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\n",
            "\r",
            " ",
            "\"",
            "\"\"\"",
            "${",
            "${?api}",
            "#",
            "//",
            "\\",
            "include ",
            "\"x\"",
            "canary",
            ".",
            "null",
            "\ufeff",
            "\u00a0",
            "$",
            "(",
            ")",
            "${api.api_server}"
        };
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                host(text.toString());
            } catch (ConfigurationException refused) {
                assertThat(refused)
                        .as(text.toString())
                        .hasMessageContaining("clearml.conf, line ")
                        .hasMessageNotContaining("canary");
            }
        }
    }
}
