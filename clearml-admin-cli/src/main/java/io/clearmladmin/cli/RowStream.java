package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Prints records of one kind as they come: each is out before the next. JSON is one document, complete once this is closed; for
 * a program that reads along there is JSONL.
 */
final class RowStream<T extends Record> implements AutoCloseable {

    private final Format format;
    private final Printer printer;
    private final List<String> names;
    private final TableText.Growing table;
    private int count;

    /** Takes what is to be printed. */
    interface Printer {
        void print(String text) throws IOException;
    }

    RowStream(Format format, Printer printer, Class<T> type, OptionalInt columns) {
        this.format = format;
        this.printer = printer;
        this.names = FieldNames.of(type);
        this.table = new TableText(columns).growing(names);
    }

    void add(T value) throws IOException {
        JsonNode node = Json.MAPPER.valueToTree(value);
        switch (format) {
            case TABLE -> printer.print((count == 0 ? table.head() : "") + table.row(node));
            case CSV -> {
                String text = Csv.text(names, List.of(node));
                printer.print(count == 0 ? text : text.substring(text.indexOf('\n') + 1));
            }
            case JSON -> printer.print((count == 0 ? "[ " : ", ") + Json.pretty(node));
            case JSONL -> printer.print(Json.line(node) + "\n");
            case YAML -> printer.print(Yaml.text(Json.MAPPER.createArrayNode().add(node)));
        }
        count++;
    }

    int count() {
        return count;
    }

    /** Ends the document. */
    @Override
    public void close() throws IOException {
        switch (format) {
            case TABLE -> printer.print(count == 0 ? table.head() : "");
            case CSV -> printer.print(count == 0 ? Csv.text(names, List.of()) : "");
            case JSON -> printer.print(count == 0 ? "[ ]\n" : " ]\n");
            case JSONL -> {}
            case YAML -> printer.print(count == 0 ? "[]\n" : "");
        }
    }
}
