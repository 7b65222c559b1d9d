package io.clearmladmin.house;

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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What anybody can make of a value without asking it for its secrets. */
public final class ShownValues {

    private static final int DEEPEST = 6;

    private ShownValues() {}

    /** JSON mappers of others: by the methods, by the fields, by both, and without regard to annotations. */
    public static List<ObjectMapper> foreignMappers() {
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
                new YAMLMapper().findAndRegisterModules());
        mappers.forEach(mapper -> mapper.configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false));
        return mappers;
    }

    /** What a mapper writes of it, or why it does not. */
    public static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException withoutModules) {
            return String.valueOf(withoutModules.getMessage());
        }
    }

    /** Field by field, as mappers do that know no annotations: what is transient is left out. */
    public static String dump(Object value) {
        List<String> texts = new ArrayList<>();
        dump(value, 0, texts);
        return String.join(" ", texts);
    }

    private static void dump(Object value, int depth, List<String> into) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(one -> dump(one, depth, into));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> dump(one, depth, into));
        } else if (value.getClass().getName().startsWith("io.clearmladmin") && depth < DEEPEST) {
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
