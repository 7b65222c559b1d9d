package io.clearmladmin.cli;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The JSON Schema of what a command prints, made of what Jackson writes of its records. */
final class Schemas {

    private static final Set<Class<?>> ABSENT =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private Schemas() {}

    /** Of a command; empty if it prints a text. */
    static Optional<String> of(CommandSpec command) {
        Prints prints = command.userObject().getClass().getAnnotation(Prints.class);
        if (prints == null) {
            throw new AssertionError(command.qualifiedName() + " has no @Prints");
        }
        if (prints.isText()) {
            return Optional.empty();
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", command.qualifiedName());
        List<ObjectNode> all = new ArrayList<>();
        for (Class<? extends Record> type : prints.one()) {
            all.add(of(type));
        }
        for (Class<? extends Record> type : prints.list()) {
            ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
            list.set("items", of(type));
            all.add(list);
        }
        if (all.isEmpty() && !prints.isData()) {
            throw new AssertionError(command.qualifiedName() + " has an empty @Prints");
        }
        if (all.size() == 1) {
            schema.setAll(all.get(0));
        } else if (all.size() > 1) {
            ArrayNode one = schema.putArray("anyOf");
            all.forEach(one::add);
        }
        return Optional.of(Json.pretty(schema) + "\n");
    }

    /** Of a type. */
    static ObjectNode of(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        try {
            Json.MAPPER.acceptJsonFormatVisitor(type, new Visitor(schema));
        } catch (JsonMappingException notAValue) {
            throw new AssertionError(type + " has no schema", notAValue);
        }
        return schema;
    }

    private static void visit(JavaType type, ObjectNode node) throws JsonMappingException {
        // An Object is whatever JSON has.
        if (!type.hasRawClass(Object.class)) {
            Json.MAPPER.acceptJsonFormatVisitor(type, new Visitor(node));
        }
    }

    /** Writes one node. */
    private static final class Visitor extends JsonFormatVisitorWrapper.Base {

        private final ObjectNode node;

        Visitor(ObjectNode node) {
            this.node = node;
        }

        private SerializerProvider serializers() {
            return Json.MAPPER.getSerializerProviderInstance();
        }

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            node.put("type", "object");
            ObjectNode properties = node.putObject("properties");
            ArrayNode required = JsonNodeFactory.instance.arrayNode();
            return new JsonObjectFormatVisitor.Base(serializers()) {
                @Override
                public void property(BeanProperty property) throws JsonMappingException {
                    optionalProperty(property);
                }

                @Override
                public void optionalProperty(BeanProperty property) throws JsonMappingException {
                    ObjectNode inner = properties.putObject(property.getName());
                    if (ABSENT.stream().noneMatch(property.getType()::hasRawClass)) {
                        required.add(property.getName());
                        node.set("required", required);
                    }
                    visit(property.getType(), inner);
                }
            };
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            node.put("type", "array");
            ObjectNode items = node.putObject("items");
            return new JsonArrayFormatVisitor.Base(serializers()) {
                @Override
                public void itemsFormat(JsonFormatVisitable handler, JavaType elementType) throws JsonMappingException {
                    visit(elementType, items);
                }

                @Override
                public void itemsFormat(JsonFormatTypes format) {
                    items.put("type", format.value());
                }
            };
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            node.put("type", "object");
            return new JsonMapFormatVisitor.Base(serializers()) {
                @Override
                public void valueFormat(JsonFormatVisitable handler, JavaType valueType) throws JsonMappingException {
                    ObjectNode values = JsonNodeFactory.instance.objectNode();
                    visit(valueType, values);
                    if (!values.isEmpty()) {
                        node.set("additionalProperties", values);
                    }
                }
            };
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            node.put("type", "string");
            return new JsonStringFormatVisitor.Base() {
                @Override
                public void format(JsonValueFormat format) {
                    node.put("format", format.toString());
                }

                @Override
                public void enumTypes(Set<String> words) {
                    ArrayNode all = node.putArray("enum");
                    words.forEach(all::add);
                }
            };
        }

        @Override
        public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
            node.put("type", "number");
            return new JsonNumberFormatVisitor.Base();
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            node.put("type", "integer");
            return new JsonIntegerFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            node.put("type", "boolean");
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            return new JsonAnyFormatVisitor.Base();
        }
    }

    /** The names of a schema's fields, those of a list's items too. */
    static List<String> fields(Class<?> type) {
        List<String> names = new ArrayList<>();
        JsonNode properties = of(type).path("properties");
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
