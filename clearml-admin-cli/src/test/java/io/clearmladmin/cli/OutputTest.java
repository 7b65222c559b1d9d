package io.clearmladmin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The same records as a table, JSON, YAML and CSV. */
class OutputTest {

    private static final List<Row> ROWS = List.of(
            new Row("plain", Optional.of(Instant.EPOCH), List.of("a", "b"), 1),
            new Row("say \"hi\", \u001b[31mred\nline", Optional.empty(), List.of(), 22));

    record Row(String userName, Optional<Instant> lastUsed, List<String> tags, int count) {}

    @Test
    void a_table_has_aligned_columns_and_no_control_characters() throws IOException {
        assertThat(list(Format.TABLE, OptionalInt.empty())).isEqualTo("""
                USER NAME                     LAST USED          TAGS  COUNT
                plain                         1970-01-01T00:00Z  a, b  1
                say "hi", \\u001b[31mred line                           22
                """);
    }

    @Test
    void on_a_narrow_terminal_the_widest_columns_are_cut_and_no_line_is_longer() throws IOException {
        String text = list(Format.TABLE, OptionalInt.of(40));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
        assertThat(text).contains("…", "COUNT");
    }

    @Test
    void json_is_one_document_and_jsonl_a_value_a_line() throws IOException {
        assertThat(list(Format.JSON, OptionalInt.of(40)))
                .startsWith("[ {")
                .contains(
                        "\"user_name\" : \"plain\"",
                        "\"last_used\" : \"1970-01-01T00:00:00Z\"",
                        "\\u001B[31mred\\nline");
        assertThat(list(Format.JSONL, OptionalInt.empty()).lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "{\"user_name\":\"plain\",\"last_used\":\"1970-01-01T00:00:00Z\",\"tags\":[\"a\",\"b\"],\"count\":1}");
    }

    @Test
    void csv_is_quoted_and_a_row_is_a_line() throws IOException {
        assertThat(list(Format.CSV, OptionalInt.empty()).lines())
                .containsExactly(
                        "user_name,last_used,tags,count",
                        "plain,1970-01-01T00:00:00Z,\"a, b\",1",
                        "\"say \"\"hi\"\", \\u001b[31mred line\",,,22");
    }

    @Test
    void yaml_quotes_what_reads_as_something_else() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Output(bytes, Format.YAML, OptionalInt.empty())
                .one(Row.class, new Row("true", Optional.empty(), List.of("1"), 1));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("""
                user_name: 'true'
                tags:
                - '1'
                count: 1
                """);
    }

    @Test
    void a_list_of_nothing_still_has_its_head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Output(bytes, Format.CSV, OptionalInt.empty()).list(Row.class, List.of());
        new Output(bytes, Format.JSON, OptionalInt.empty()).list(Row.class, List.of());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("user_name,last_used,tags,count\n[ ]\n");
    }

    private static String list(Format format, OptionalInt columns) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Output(bytes, format, columns).list(Row.class, ROWS);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
