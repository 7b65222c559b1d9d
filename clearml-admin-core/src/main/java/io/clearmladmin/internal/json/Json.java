package io.clearmladmin.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.AbstractTypeResolver;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one mapper: ClearML's names, nulls as absent, unknown fields kept or ignored, and limits on what is read. */
public final class Json {

    public static final JsonMapper MAPPER = mapper();

    private Json() {}

    /** A value as JSON on one line. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notAValue) {
            throw new IllegalArgumentException("value: cannot be written as JSON", notAValue);
        }
    }

    /** A value as indented JSON. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException notAValue) {
            throw new IllegalArgumentException("value: cannot be written as JSON", notAValue);
        }
    }

    /**
     * The size of a value as JSON, in bytes. The text is not kept.
     *
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    public static long size(Object value) {
        CountingStream bytes = new CountingStream();
        try {
            MAPPER.writeValue(bytes, value);
        } catch (IOException notAValue) {
            throw new IllegalArgumentException("value: cannot be written as JSON", notAValue);
        }
        return bytes.count;
    }

    private static final class CountingStream extends OutputStream {

        private long count;

        @Override
        public void write(int one) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(500)
                .maxStringLength(20 << 20)
                .maxNumberLength(1000)
                .maxNameLength(50_000)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(bounds).build();
        return configured(JsonMapper.builder(factory))
                // The server writes NaN for undefined numbers.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
                .build();
    }

    /** Sets the same names and values on a mapper of any format. */
    public static <B extends MapperBuilder<?, B>> B configured(B builder) {
        return builder.addModules(new Jdk8Module(), new JavaTimeModule(), new Values(), new AbsentNulls())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP, Nulls.SKIP))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** Finds the generated implementation of a value, so that no value needs to name it. */
    private static final class Values extends SimpleModule {

        private static final long serialVersionUID = 1;

        private static final ClassValue<@Nullable Class<?>> IMPLEMENTATION = new ClassValue<>() {
            @Override
            protected @Nullable Class<?> computeValue(Class<?> type) {
                String name = type.getName();
                String local = name.substring(type.getPackageName().length() + 1);
                String simple = local.substring(local.lastIndexOf('$') + 1);
                try {
                    return Class.forName(type.getPackageName() + ".Immutable" + simple, false, type.getClassLoader());
                } catch (ClassNotFoundException none) {
                    return null;
                }
            }
        };

        Values() {
            addDeserializer(Instant.class, new LenientInstants());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addAbstractTypeResolver(new AbstractTypeResolver() {
                @Override
                public @Nullable JavaType findTypeMapping(DeserializationConfig config, JavaType type) {
                    Class<?> raw = type.getRawClass();
                    if (!raw.isInterface()
                            || raw.getClassLoader() == null
                            || raw.getPackageName().isEmpty()) {
                        return null;
                    }
                    Class<?> implementation = IMPLEMENTATION.get(raw);
                    return implementation == null || !raw.isAssignableFrom(implementation)
                            ? null
                            : config.getTypeFactory().constructSpecializedType(type, implementation);
                }
            });
        }
    }
}
