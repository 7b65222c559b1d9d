package io.clearmladmin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields as a command line has them: {@code k=v} for a text, {@code k:=v} for JSON, {@code @FILE} for all of a file. */
final class FieldValues {

    private FieldValues() {}

    static Map<String, Object> of(Invocation invocation, List<String> words) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String word : words) {
            if (word.startsWith("@")) {
                addAll(fields, invocation.text(word.substring(1)));
                continue;
            }
            int end = word.indexOf('=');
            if (end < 1) {
                throw CommandException.wrongUse(
                        "'" + SafeText.line(word) + "' is no field",
                        "write name=text, name:=JSON such as limit:=8, or @FILE");
            }
            boolean isJson = word.charAt(end - 1) == ':';
            String name = word.substring(0, isJson ? end - 1 : end);
            String value = word.substring(end + 1);
            add(fields, name, isJson ? json(name, value) : value);
        }
        return fields;
    }

    private static void addAll(Map<String, Object> fields, String text) {
        if (!(json("@FILE", text) instanceof Map<?, ?> all)) {
            throw CommandException.wrongUse("the file of fields is no JSON object", "write {\"name\": value}");
        }
        all.forEach((name, value) -> add(fields, String.valueOf(name), value));
    }

    private static void add(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value == null) {
            throw CommandException.wrongUse(
                    "the value of " + SafeText.line(name) + " is null, which is no value", "leave it out");
        }
        if (fields.put(name, value) != null) {
            throw CommandException.wrongUse("the field " + SafeText.line(name) + " is given twice", "leave one out");
        }
    }

    private static @Nullable Object json(String name, String value) {
        try {
            return Json.MAPPER.readValue(value, Object.class);
        } catch (JsonProcessingException noJson) {
            throw CommandException.wrongUse(
                    "the value of " + SafeText.line(name) + " is no JSON", "write name=text for a text");
        }
    }
}
