package io.clearmladmin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields as a command line has them: {@code k=v} for a text, {@code k:=v} for JSON. */
final class FieldValues {

    private FieldValues() {}

    static Map<String, Object> of(List<String> words) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String word : words) {
            int end = word.indexOf('=');
            if (end < 1) {
                throw CommandException.wrongUse(
                        "'" + SafeText.line(word) + "' is no field", "write name=text, or name:=JSON such as limit:=8");
            }
            boolean isJson = word.charAt(end - 1) == ':';
            String name = word.substring(0, isJson ? end - 1 : end);
            String value = word.substring(end + 1);
            if (fields.put(name, isJson ? json(name, value) : value) != null) {
                throw CommandException.wrongUse(
                        "the field " + SafeText.line(name) + " is given twice", "leave one out");
            }
        }
        return fields;
    }

    private static Object json(String name, String value) {
        try {
            return Json.MAPPER.readValue(value, Object.class);
        } catch (JsonProcessingException noJson) {
            throw CommandException.wrongUse(
                    "the value of " + SafeText.line(name) + " is no JSON", "write name=text for a text");
        }
    }
}
