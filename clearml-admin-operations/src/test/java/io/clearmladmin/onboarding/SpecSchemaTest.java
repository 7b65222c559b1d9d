package io.clearmladmin.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.house.Schema;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.system.AppAccess;
import io.clearmladmin.system.AppInstanceAccess;
import io.clearmladmin.system.Feature;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schema, values, reader and pages agree. */
class SpecSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern BLOCK = Pattern.compile("```yaml\\R(.*?)```", Pattern.DOTALL);

    private static final String FULL = """
            {"name": "acme", "company": "c1", "allowed_users": 20, "allowed_service_users": 1, "max_running_apps": 3,
             "features": ["reports"], "exclude_features": ["pipelines"],
             "admin": {"name": "Ann", "email": "ann@acme.test", "role": "admin", "internal": true},
             "users": [{"name": "Bob", "email": "bob@acme.test", "role": "consumer", "internal": false}],
             "domains": ["acme.test"], "whitelist": [{"email": "carl@b.c", "role": "user"}],
             "groups": [{"name": "data", "description": "d", "users": ["bob@acme.test"]}],
             "access_rules": [{"name": "r", "description": "d", "entity_type": "queue", "entity_id": "*",
                               "access_permission": "read", "users": ["ann@acme.test"], "groups": ["data"]}],
             "sso": {"mapping": {"tenant": "acme"}, "provider": "keycloak", "configuration": {"client_id": "x"}},
             "app_instance_access": {"allowed": "groups", "admin_access_all": true,
                                     "applications": {"a": {"allowed": "all"}}, "categories": {"c": {"allowed": "owner"}}},
             "custom_events_fields": {"service_instance_id": "acme-1", "n": 1, "l": [1, {"a": null}]},
             "credentials": [{"label": "agent", "user": "bob@acme.test", "lifetime": "P90D"}]}
            """;

    private static JsonNode schema() throws IOException {
        return Json.MAPPER.readTree(TenantSpec.jsonSchema());
    }

    private static List<String> misfits(JsonNode spec) {
        return Schema.misfits(TenantSpec.jsonSchema(), spec.toString());
    }

    private static List<SpecMistake> mistakes(String text) {
        try {
            TenantSpec.parse(text);
            return List.of();
        } catch (InvalidSpecException refused) {
            return refused.mistakes();
        }
    }

    static Stream<Map.Entry<String, Class<?>>> parts() {
        return Map.<String, Class<?>>of(
                "",
                TenantSpec.class,
                "/$defs/admin",
                UserSpec.class,
                "/$defs/user",
                UserSpec.class,
                "/$defs/invited",
                InvitedSpec.class,
                "/$defs/group",
                GroupSpec.class,
                "/$defs/access_rule",
                AccessRuleSpec.class,
                "/$defs/sso",
                SsoSpec.class,
                "/$defs/key",
                KeySpec.class,
                "/$defs/app_instance_access",
                AppInstanceAccess.class,
                "/$defs/app_access",
                AppAccess.class)
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void each_part_has_the_fields_of_its_value_and_requires_those_that_it_requires(Map.Entry<String, Class<?>> part)
            throws IOException {
        JsonNode described = schema().at(part.getKey());
        Set<String> fields = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (Method accessor : part.getValue().getDeclaredMethods()) {
            boolean isField = accessor.getParameterCount() == 0
                    && Modifier.isAbstract(accessor.getModifiers())
                    && !accessor.isSynthetic();
            if (isField) {
                String name = accessor.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
                fields.add(name);
                if (!Set.of(Optional.class, List.class, Map.class).contains(accessor.getReturnType())) {
                    required.add(name);
                }
            }
        }
        assertThat(names(described.path("properties"))).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(texts(described.path("required"))).containsExactlyInAnyOrderElementsOf(required);
        assertThat(described.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void the_words_of_open_and_closed_sets_are_those_of_the_client() throws IOException {
        assertThat(texts(schema().at("/$defs/feature/examples")))
                .containsExactlyInAnyOrderElementsOf(
                        Feature.published().stream().map(Feature::value).toList());
        Set<String> roles = Arrays.stream(Role.class.getFields())
                .filter(field -> field.getType() == Role.class)
                .map(SpecSchemaTest::role)
                .collect(Collectors.toSet());
        for (String part : List.of("admin", "user", "invited")) {
            assertThat(roles).containsAll(texts(schema().at("/$defs/" + part + "/properties/role/enum")));
        }
    }

    private static String role(java.lang.reflect.Field constant) {
        try {
            return ((Role) constant.get(null)).value();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    @Test
    void the_reader_knows_every_word_of_the_schema() throws IOException {
        Set<String> known = Set.of(
                "$schema",
                "$ref",
                "$defs",
                "title",
                "description",
                "examples",
                "writeOnly",
                "type",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "enum",
                "pattern",
                "format",
                "minimum",
                "maximum",
                // Of sso alone, whose rule is a check of its own.
                "anyOf",
                "minProperties");
        Set<String> used = new TreeSet<>();
        words(schema(), used);
        assertThat(known).containsAll(used);
    }

    private static void words(JsonNode part, Set<String> used) {
        part.properties().forEach(word -> {
            used.add(word.getKey());
            boolean isNamed =
                    word.getKey().equals("properties") || word.getKey().equals("$defs");
            (isNamed ? StreamSupport.stream(word.getValue().spliterator(), false) : Stream.of(word.getValue()))
                    .forEach(inner -> words(inner, used));
        });
        if (part.isArray()) {
            part.forEach(inner -> words(inner, used));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onboarding.md", "tenant-specification.md"})
    void each_specification_on_a_page_is_one_to_schema_and_reader(String page) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../docs", page)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(blocks).isNotEmpty().allSatisfy(text -> {
            assertThat(misfits(YAML.readTree(text))).isEmpty();
            assertThat(mistakes(text)).isEmpty();
        });
    }

    @Test
    void what_is_built_in_code_is_a_specification_to_both_and_is_read_as_it_was() {
        for (long seed = 0; seed < 60; seed++) {
            TenantSpec spec = RandomSpecs.of(seed);
            ObjectNode json = Json.MAPPER.valueToTree(spec);
            // To Jackson a duration is a number of seconds.
            json.path("credentials").forEach(SpecSchemaTest::writeLifetime);
            assertThat(misfits(json)).isEmpty();
            assertThat(TenantSpec.parse(json.toPrettyString())).isEqualTo(spec);
        }
    }

    private static void writeLifetime(JsonNode key) {
        if (key.has("lifetime")) {
            Duration lifetime = Duration.ofSeconds(key.path("lifetime").asLong());
            ((ObjectNode) key).put("lifetime", lifetime.toString());
        }
    }

    /** Where reader and schema differ, and why. */
    private enum Difference {
        /** A text without quotes that YAML takes for a number or a truth value is a text to the reader. */
        TEXT_WITHOUT_QUOTES,
        /** Nothing after a field's name is no field to the reader; people leave that when they take all of a list out. */
        NOTHING_AFTER_THE_NAME,
        /** To JSON Schema 1.0 is a whole number. */
        FRACTION_OF_ZERO,
        /** JSON Schema has no word for how long the longest duration is. */
        LENGTH_OF_A_TIME,
        /** Nor for what one field demands of another. */
        OF_SEVERAL_FIELDS
    }

    private record Change(String path, JsonNode value, JsonNode spec) {}

    @Test
    void the_reader_refuses_what_the_schema_refuses_but_for_what_is_listed() throws IOException {
        Set<Difference> seen = new TreeSet<>();
        List<Change> changes = changes();
        assertThat(misfits(Json.MAPPER.readTree(FULL))).isEmpty();
        assertThat(mistakes(FULL)).isEmpty();
        for (Change change : changes) {
            List<String> misfits = misfits(change.spec());
            List<SpecMistake> mistakes = mistakes(change.spec().toString());
            if (misfits.isEmpty() != mistakes.isEmpty()) {
                Optional<Difference> known = difference(change, misfits.isEmpty(), mistakes);
                assertThat(known)
                        .as("%s = %s: schema %s, reader %s", change.path(), change.value(), misfits, mistakes)
                        .isPresent();
                seen.add(known.orElseThrow());
            }
        }
        assertThat(changes).hasSizeGreaterThan(500);
        assertThat(seen).containsExactly(Difference.values());
    }

    private static Optional<Difference> difference(Change change, boolean fitsSchema, List<SpecMistake> mistakes) {
        JsonNode value = change.value();
        if (!fitsSchema) {
            if (value.isNull()) {
                return Optional.of(Difference.NOTHING_AFTER_THE_NAME);
            }
            JsonNode inQuotes = change.spec().deepCopy();
            JsonNodeFactory json = JsonNodeFactory.instance;
            JsonNode quoted =
                    value.isArray() ? json.arrayNode().add(value.path(0).asText()) : json.textNode(value.asText());
            replace(inQuotes, change.path(), quoted);
            boolean isOnlyUnquoted =
                    (value.isNumber() || value.isBoolean() || value.path(0).isNumber())
                            && misfits(inQuotes).isEmpty();
            return Optional.of(Difference.TEXT_WITHOUT_QUOTES).filter(it -> isOnlyUnquoted);
        }
        if (value.isDouble()) {
            return Optional.of(Difference.FRACTION_OF_ZERO);
        }
        if (change.path().endsWith("/lifetime")) {
            return Optional.of(Difference.LENGTH_OF_A_TIME)
                    .filter(it -> value.asText().matches("P900D|PT0S"));
        }
        Pattern several =
                Pattern.compile("appears twice|is neither the admin|has no group|the number of users|also in features");
        return Optional.of(Difference.OF_SEVERAL_FIELDS)
                .filter(it -> mistakes.stream()
                        .allMatch(mistake -> several.matcher(mistake.reason()).find()));
    }

    private static List<Change> changes() throws IOException {
        JsonNode full = Json.MAPPER.readTree(FULL);
        List<JsonNode> values = new ArrayList<>();
        Json.MAPPER.readTree("""
                [null, "", " ", "x", "ab", "abc", "a@b.c", "user", "root", "admin", "read", "P90D", "P900D", "900d", "PT0S", "P1M",
                 "reports", "pipelines", "all", "task", "007", 0, 1, -1, 2147483648, 1.0, 1.5, true, [], ["x"], [7], [null], {}, {"a": 1}]
                """).forEach(values::add);
        List<String> paths = new ArrayList<>();
        paths("", full, paths);
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            for (JsonNode value : values) {
                JsonNode spec = full.deepCopy();
                replace(spec, path, value);
                changes.add(new Change(path, value, spec));
            }
            JsonNode spec = full.deepCopy();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (spec.at(parent(path)) instanceof ObjectNode object) {
                object.remove(name);
                changes.add(new Change(path, spec.path("gone"), spec));
                JsonNode more = full.deepCopy();
                ((ObjectNode) more.at(parent(path))).put(name + "s", 1);
                changes.add(new Change(path + "s", more.path("gone"), more));
            }
        }
        return changes;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static void paths(String path, JsonNode node, List<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        node.properties().forEach(field -> paths(path + "/" + field.getKey(), field.getValue(), paths));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths(path + "/" + i, node.get(i), paths);
        }
    }

    private static void replace(JsonNode spec, String path, JsonNode value) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode parent = spec.at(parent(path));
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
