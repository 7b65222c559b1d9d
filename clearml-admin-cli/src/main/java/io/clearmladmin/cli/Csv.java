package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 quotes them; a row is always one line. */
final class Csv {

    private static final int WHOLE = 1 << 28;

    private Csv() {}

    /** A head line, and a line for each value. */
    static String text(List<String> names, Iterable<JsonNode> rows) {
        StringBuilder text = new StringBuilder(line(names, name -> name));
        rows.forEach(row -> text.append(line(names, name -> FieldNames.cell(row.path(name)))));
        return text.toString();
    }

    private static String line(List<String> names, Function<String, String> cell) {
        return names.stream().map(cell).map(Csv::quoted).collect(Collectors.joining(",")) + "\n";
    }

    // A line break in a value would make rows out of one; nothing is cut.
    private static String quoted(String value) {
        String line = SafeText.line(value, WHOLE);
        boolean isPlain = line.chars().noneMatch(one -> one == ',' || one == '"');
        return isPlain ? line : '"' + line.replace("\"", "\"\"") + '"';
    }
}
