package io.clearmladmin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Prints the value of a command on the standard output, in the format that was asked for. Only data goes there. */
final class Output {

    private final OutputStream out;
    private final Format format;
    private final OptionalInt columns;

    /** @param columns the width of the terminal; empty if nobody sees it, and nothing is cut */
    Output(OutputStream out, Format format, OptionalInt columns) {
        this.out = out;
        this.format = format;
        this.columns = columns;
    }

    Format format() {
        return format;
    }

    /** Prints one thing: for people a field a line. */
    <T extends Record> void one(Class<T> type, T value) throws IOException {
        JsonNode node = Json.MAPPER.valueToTree(value);
        switch (format) {
            case TABLE -> print(new TableText(columns).fields(node));
            case CSV -> print(Csv.text(FieldNames.of(type), List.of(node)));
            case JSON -> json(node);
            case JSONL -> line(node);
            case YAML -> print(Yaml.text(node));
        }
    }

    /** Prints things of one kind: for people a row each. */
    <T extends Record> void list(Class<T> type, List<T> values) throws IOException {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> nodes.add(Json.MAPPER.<JsonNode>valueToTree(value)));
        rows(FieldNames.of(type), nodes);
    }

    /** Prints things of one kind as they come; to be closed. */
    <T extends Record> RowStream<T> stream(Class<T> type) {
        return new RowStream<>(format, this::print, type, columns);
    }

    private void rows(List<String> names, ArrayNode nodes) throws IOException {
        switch (format) {
            case TABLE -> print(new TableText(columns).rows(names, nodes));
            case CSV -> print(Csv.text(names, nodes));
            case JSON -> json(nodes);
            case JSONL -> lines(nodes);
            case YAML -> print(Yaml.text(nodes));
        }
    }

    /**
     * Prints a value of the library that writes itself, such as a report.
     *
     * @param text it for people
     * @param json it for programs
     * @param list the field of the JSON that has its rows, which CSV and JSONL print
     */
    void document(String text, String json, String list) throws IOException {
        JsonNode node = parsed(json);
        switch (format) {
            case TABLE -> print(text.endsWith("\n") ? text : text + "\n");
            case CSV -> print(Csv.text(FieldNames.in(node.path(list)), node.path(list)));
            case JSON -> json(node);
            case JSONL -> lines(node.path(list));
            case YAML -> print(Yaml.text(node));
        }
    }

    /** Prints data of any form, as a server sent it: JSON unless YAML is asked for. */
    void data(Object value) throws IOException {
        JsonNode node = Json.MAPPER.valueToTree(value);
        switch (format) {
            case YAML -> print(Yaml.text(node));
            case JSONL -> line(node);
            case CSV ->
                throw CommandException.wrongUse("the data has no rows, and cannot be CSV", "take -o json or -o yaml");
            case TABLE, JSON -> json(node);
        }
    }

    /** Prints a text as it is, such as a script or a file, whatever the format. */
    void text(String text) throws IOException {
        print(text);
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException ownText) {
            throw new IllegalStateException("a report that is no JSON", ownText);
        }
    }

    private void json(JsonNode node) throws IOException {
        print(Json.pretty(node) + "\n");
    }

    private void lines(JsonNode nodes) throws IOException {
        for (JsonNode node : nodes) {
            line(node);
        }
    }

    private void line(JsonNode node) throws IOException {
        print(Json.line(node) + "\n");
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
