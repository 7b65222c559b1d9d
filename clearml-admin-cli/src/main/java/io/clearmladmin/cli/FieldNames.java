package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of columns: those of JSON, so that each format has the same. */
final class FieldNames {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private FieldNames() {}

    /** Of records of this type, also where there are none. */
    static List<String> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> SNAKE_CASE.translate(component.getName()))
                .toList();
    }

    /** Of what is there, in the order in which it comes. */
    static List<String> in(JsonNode rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.properties().forEach(field -> names.add(field.getKey())));
        return List.copyOf(names);
    }

    /** A value in a cell: its text, or its JSON if it has parts; a list of texts is parted by commas. */
    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            boolean isPlain = true;
            StringBuilder all = new StringBuilder();
            for (JsonNode each : value) {
                isPlain &= each.isValueNode();
                all.append(all.isEmpty() ? "" : ", ").append(each.asText());
            }
            return isPlain ? all.toString() : value.toString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
