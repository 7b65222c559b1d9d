package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.clearmladmin.internal.text.NearestWord;
import io.clearmladmin.onboarding.YamlNode.Place;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares a tree with the schema, and collects all that does not fit. What fits becomes JSON: a text where the schema wants
 * one stays as it is written, whatever YAML takes it for.
 */
final class SpecReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    // As in JSON: without zeros before it, signs of plus, and other bases than ten.
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,99})");
    private static final Pattern FRACTION =
            Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?([eE][+-]?[0-9]{1,3})?");
    private static final Map<String, Boolean> FLAGS =
            Map.of("true", true, "True", true, "TRUE", true, "false", false, "False", false, "FALSE", false);
    private static final Set<String> YES = Set.of("yes", "y", "on", "true", "1");
    private static final Set<String> NO = Set.of("no", "n", "off", "false", "0");

    private final MistakeCollector mistakes;
    private final OutsideValues outside;

    SpecReader(MistakeCollector mistakes, OutsideValues outside) {
        this.mistakes = mistakes;
        this.outside = outside;
    }

    /** What of the tree fits. */
    ObjectNode read(YamlNode root) {
        JsonNode read = value(FieldPath.ROOT, root, SpecSchema.root()).orElseGet(JSON::objectNode);
        return read instanceof ObjectNode fields ? fields : JSON.objectNode();
    }

    private Optional<JsonNode> value(FieldPath path, YamlNode written, SpecSchema schema) {
        YamlNode node = written instanceof YamlNode.Text text ? fromOutside(path, text) : written;
        if (node instanceof YamlNode.Refused) {
            return Optional.empty();
        }
        return switch (schema.type()) {
            case "object" ->
                node instanceof YamlNode.Fields fields
                        ? Optional.of(fields(path, fields, schema))
                        : wrong(path, node, schema);
            case "array" ->
                node instanceof YamlNode.Items items
                        ? Optional.of(items(path, items, schema))
                        : wrong(path, node, schema);
            case "string" ->
                node instanceof YamlNode.Text text && !text.isNothing() && fits(text.value(), schema)
                        ? Optional.of(TextNode.valueOf(text.value()))
                        : wrong(path, node, schema);
            case "integer" -> number(path, node, schema);
            case "number" ->
                node instanceof YamlNode.Text text && text.isPlain() && isFraction(text.value(), schema)
                        ? Optional.of(JSON.numberNode(Double.parseDouble(text.value())))
                        : wrong(path, node, schema);
            case "boolean" ->
                node instanceof YamlNode.Text text && text.isPlain() && FLAGS.containsKey(text.value())
                        ? Optional.of(BooleanNode.valueOf(FLAGS.get(text.value())))
                        : wrong(path, node, schema);
            default -> Optional.of(any(path, node, schema));
        };
    }

    private YamlNode fromOutside(FieldPath path, YamlNode.Text text) {
        Optional<OutsideValues.Value> value = outside.of(path, text.value());
        if (value.isEmpty()) {
            return text;
        }
        Optional<String> mistake = value.get().mistake();
        if (mistake.isPresent()) {
            mistakes.add(text.place(), path, mistake.get());
            return new YamlNode.Refused(text.place());
        }
        // It is a text, whatever it looks like.
        return new YamlNode.Text(text.place(), value.get().text(), false);
    }

    private static boolean fits(String text, SpecSchema schema) {
        return schema.fits(text) && (!schema.isDuration() || Lifetimes.isPossible(text));
    }

    private ObjectNode fields(FieldPath path, YamlNode.Fields node, SpecSchema schema) {
        ObjectNode read = JSON.objectNode();
        Map<String, Place> seen = new HashMap<>();
        Set<String> present = new HashSet<>();
        for (YamlNode.Field field : node.fields()) {
            String name = field.name().value();
            FieldPath at = path.field(name);
            Place first = seen.putIfAbsent(name, field.name().place());
            if (first != null) {
                mistakes.add(field.name().place(), at, "appears twice, first in line " + first.line());
                continue;
            }
            Optional<SpecSchema> inner = schema.field(name);
            if (inner.isEmpty()) {
                unknown(path, field.name(), schema).ifPresent(present::add);
            } else if (!(field.value() instanceof YamlNode.Text text && text.isNothing())) {
                // With nothing after its name, it is as good as absent.
                present.add(name);
                value(at, field.value(), inner.get()).ifPresent(value -> read.set(name, value));
            }
        }
        for (String name : schema.required()) {
            if (!present.contains(name)) {
                String allowed = schema.field(name).map(SpecSchema::allowed).orElse("");
                mistakes.add(
                        node.place(),
                        path.field(name).toString(),
                        "is missing",
                        Optional.empty(),
                        Optional.of(allowed),
                        Optional.empty());
            }
        }
        return read;
    }

    private Optional<String> unknown(FieldPath path, YamlNode.Text name, SpecSchema schema) {
        List<String> fields = schema.fields();
        Optional<String> nearest = NearestWord.of(name.value(), fields);
        String all = String.join(", ", fields);
        boolean isShown = nearest.isPresent() || FieldPath.looksLikeName(name.value());
        FieldPath at = isShown ? path.field(name.value()) : path.hiddenField();
        mistakes.add(
                name.place(),
                at.toString(),
                "no such field" + (nearest.isPresent() ? "" : "; the fields are: " + all),
                Optional.of(name.value()).filter(it -> isShown),
                Optional.of("one of " + all),
                nearest);
        return nearest;
    }

    private ArrayNode items(FieldPath path, YamlNode.Items node, SpecSchema schema) {
        ArrayNode read = JSON.arrayNode();
        for (int i = 0; i < node.items().size(); i++) {
            // The others keep their numbers.
            read.add(value(path.item(i), node.items().get(i), schema.items()).orElseGet(JSON::nullNode));
        }
        return read;
    }

    private Optional<JsonNode> number(FieldPath path, YamlNode node, SpecSchema schema) {
        return node instanceof YamlNode.Text text && text.isPlain() && isNumber(text.value(), schema)
                ? Optional.of(IntNode.valueOf(Integer.parseInt(text.value())))
                : wrong(path, node, schema);
    }

    private static boolean isFraction(String text, SpecSchema schema) {
        return FRACTION.matcher(text).matches()
                && Double.isFinite(Double.parseDouble(text))
                && Double.parseDouble(text) >= schema.minimum();
    }

    private static boolean isNumber(String text, SpecSchema schema) {
        if (!WHOLE.matcher(text).matches()) {
            return false;
        }
        BigInteger number = new BigInteger(text);
        return number.compareTo(BigInteger.valueOf(schema.minimum())) >= 0
                && number.compareTo(BigInteger.valueOf(schema.maximum())) <= 0;
    }

    // Where anything may stand, only what JSON reads alike is a number, a truth value or nothing.
    private JsonNode any(FieldPath path, YamlNode node, SpecSchema schema) {
        if (node instanceof YamlNode.Fields fields) {
            return fields(path, fields, schema);
        }
        if (node instanceof YamlNode.Items items) {
            return items(path, items, schema);
        }
        if (!(node instanceof YamlNode.Text text) || text.isNothing()) {
            return JSON.nullNode();
        }
        String value = text.value();
        if (text.isPlain() && FLAGS.containsKey(value)) {
            return BooleanNode.valueOf(FLAGS.get(value));
        }
        if (text.isPlain() && WHOLE.matcher(value).matches()) {
            BigInteger number = new BigInteger(value);
            boolean isLong = number.bitLength() < Long.SIZE;
            boolean isInt = number.bitLength() < Integer.SIZE;
            return isInt
                    ? JSON.numberNode(number.intValue())
                    : isLong ? JSON.numberNode(number.longValue()) : JSON.numberNode(number);
        }
        if (text.isPlain() && FRACTION.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))) {
            return JSON.numberNode(Double.parseDouble(value));
        }
        return TextNode.valueOf(value);
    }

    private Optional<JsonNode> wrong(FieldPath path, YamlNode node, SpecSchema schema) {
        if (node instanceof YamlNode.Text text && !text.isNothing()) {
            String value = text.value();
            Optional<String> nearest = nearest(value, schema);
            boolean isOnlyQuoted = nearest.filter(value::equals).isPresent();
            mistakes.addValue(
                    node.place(),
                    path,
                    schema.allowed() + (isOnlyQuoted ? ", without quotes" : ""),
                    value,
                    MistakeCollector.quoted(value) + (schema.isDuration() ? Lifetimes.remark(value) : ""),
                    nearest);
        } else {
            String found =
                    node instanceof YamlNode.Fields ? "fields" : node instanceof YamlNode.Items ? "a list" : "nothing";
            mistakes.addValue(node.place(), path, schema.allowed(), found, found, Optional.empty());
        }
        return Optional.empty();
    }

    private static Optional<String> nearest(String value, SpecSchema schema) {
        String word = value.toLowerCase(Locale.ROOT);
        return switch (schema.type()) {
            case "boolean" ->
                YES.contains(word) ? Optional.of("true") : Optional.of("false").filter(no -> NO.contains(word));
            // Zeros before a number may mean that it is octal.
            case "integer" ->
                Optional.of(value.strip().replaceAll("[_,' ]", "")).filter(digits -> isNumber(digits, schema));
            default -> schema.isDuration() ? Lifetimes.nearest(value) : NearestWord.of(value, schema.words());
        };
    }
}
