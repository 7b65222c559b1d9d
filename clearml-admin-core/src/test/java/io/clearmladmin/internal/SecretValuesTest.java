package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clearmladmin.endpoint.Secret;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A secret in a value, at whatever depth, shows in nothing that is made of the value but the client's own requests. */
class SecretValuesTest {

    private static final Secret SECRET = Secret.of("kanari \"quoted\" \\ \n\u00e9");

    private static List<ObjectMapper> foreignMappers() {
        ObjectMapper fields = new ObjectMapper()
                .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .registerModules(new Jdk8Module(), new JavaTimeModule());
        ObjectMapper everything = new ObjectMapper()
                .setVisibility(PropertyAccessor.ALL, Visibility.ANY)
                .registerModules(new Jdk8Module(), new JavaTimeModule());
        ObjectMapper unannotated = JsonMapper.builder()
                .disable(MapperFeature.USE_ANNOTATIONS)
                .visibility(PropertyAccessor.ALL, Visibility.ANY)
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .build();
        List<ObjectMapper> mappers = List.of(
                new ObjectMapper(),
                new ObjectMapper().findAndRegisterModules(),
                fields,
                everything,
                unannotated,
                new YAMLMapper().findAndRegisterModules(),
                Json.MAPPER);
        mappers.forEach(mapper -> mapper.configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false));
        return mappers;
    }

    @Test
    void every_mapper_but_the_clients_own_writes_three_stars() throws JsonProcessingException {
        for (ObjectMapper mapper : foreignMappers()) {
            String json = mapper.writeValueAsString(Map.of("a", List.of(SECRET)));
            assertThat(Canaries.shows(json)).as(json).isFalse();
        }
        assertThat(new ObjectMapper().writeValueAsString(SECRET)).isEqualTo("\"***\"");
        assertThat(new ObjectMapper().writeValueAsString(Map.of(SECRET, 1))).isEqualTo("{\"***\":1}");
        assertThat(new ObjectMapper().readValue("\"x\"", Secret.class)).isEqualTo(Secret.of("x"));
        assertThat(Json.TO_SERVER
                        .readTree(Json.TO_SERVER.writeValueAsString(SECRET))
                        .textValue())
                .isEqualTo(SECRET.reveal());
        assertThat(Json.TO_SERVER.valueToTree(Map.of("a", SECRET)).toString())
                .as("a request on its way")
                .doesNotContain("kanari");
        assertThat(Json.pretty(Map.of("a", SECRET))).contains("***").doesNotContain("kanari");
    }

    @Test
    void a_secret_does_not_go_where_java_serializes() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(SECRET))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void every_public_value_with_a_secret_in_it_prints_without_it() {
        Set<String> withSecret = new TreeSet<>();
        Set<String> unmade = new TreeSet<>();
        List<ObjectMapper> mappers = foreignMappers();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.clearmladmin")) {
            boolean isPublic = found.getModifiers().contains(JavaModifier.PUBLIC)
                    && !found.getPackageName().contains(".internal");
            if (!isPublic || !(found.isRecord() || FilledValues.hasBuilder(found.reflect()))) {
                continue;
            }
            Optional<Object> value = FilledValues.of(found.reflect(), SECRET, SECRET.reveal());
            if (value.isEmpty()) {
                unmade.add(found.getSimpleName());
                continue;
            }
            Object filled = value.get();
            assertHidden(found.getName(), String.valueOf(filled));
            List<String> dump = new ArrayList<>();
            dump(filled, 0, dump);
            assertHidden(found.getName() + " field by field", String.join(" ", dump));
            if (FilledValues.holdsSecret(found.reflect())) {
                withSecret.add(found.getSimpleName());
                // A map of anything is written as it is: only what is a Secret is known to be one.
                Object typed =
                        FilledValues.of(found.reflect(), SECRET, "anything").orElseThrow();
                for (ObjectMapper mapper : mappers) {
                    assertHidden(found.getName(), write(mapper, typed));
                }
            }
        }
        assertThat(withSecret)
                .contains("Credentials", "AddUser", "Vault", "AwsSettings", "SetStorageSettings", "RouterToken")
                .hasSizeGreaterThan(10);
        assertThat(unmade).as("values that this test cannot make").hasSizeLessThan(20);
    }

    private static void assertHidden(String what, String text) {
        assertThat(Canaries.shows(text)).as(what + ": " + text).isFalse();
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException withoutModules) {
            return String.valueOf(withoutModules.getMessage());
        }
    }

    // As mappers do that know no annotations: what is transient is left out.
    private static void dump(Object value, int depth, List<String> into) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(one -> dump(one, depth, into));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> dump(one, depth, into));
        } else if (value.getClass().getName().startsWith("io.clearmladmin") && depth < 6) {
            for (Class<?> type = value.getClass();
                    type != null && type.getName().startsWith("io.clearmladmin");
                    type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isTransient(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                        dumpField(value, field, depth, into);
                    }
                }
            }
        } else if (!(value instanceof Map)) {
            into.add(String.valueOf(value));
        }
    }

    private static void dumpField(Object value, Field field, int depth, List<String> into) {
        try {
            field.setAccessible(true);
            Object held = field.get(value);
            if (held != null) {
                dump(held, depth + 1, into);
            }
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
