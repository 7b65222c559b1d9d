package io.clearmladmin.house;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values with every field set, by reflection: one secret wherever a field can hold one. */
public final class FilledValues {

    private static final int DEEPEST = 5;

    // What holds anything, and prints nothing of it.
    private static final Set<String> CLOSED = Set.of("additional", "configuration", "configTemplate");

    private final Object secret;
    private final String closed;
    private String field = "";

    private FilledValues(Object secret, String closed) {
        this.secret = secret;
        this.closed = closed;
    }

    /** A value of this type, with a text in what it holds and does not print; empty where none can be made that way. */
    public static Optional<Object> of(Class<?> type, Object secret, String closed) {
        return Optional.ofNullable(new FilledValues(secret, closed).make(type, 0));
    }

    /** Something of this type, or null where nothing can be made; texts are this one. */
    static @Nullable Object some(Type type, String text) {
        return new FilledValues(text, text).make(type, 0);
    }

    /** Whether there is a public builder without arguments. */
    public static boolean hasBuilder(Class<?> type) {
        return builder(type) != null;
    }

    /** Whether a field of it, at any depth, is a secret. */
    public static boolean holdsSecret(Class<?> type, Class<?> secret) {
        return fieldTypes(type, secret, 0).anyMatch(field -> field == secret);
    }

    private static Stream<Class<?>> fieldTypes(Class<?> type, Class<?> secret, int depth) {
        if (depth > DEEPEST || !type.getName().startsWith("io.clearmladmin") || type == secret) {
            return Stream.of(type);
        }
        Stream<Type> own = type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType)
                : Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()) && method.getParameterCount() == 0)
                        .map(Method::getGenericReturnType);
        return own.flatMap(FilledValues::rawTypes)
                .filter(inner -> inner != type)
                .flatMap(inner -> fieldTypes(inner, secret, depth + 1));
    }

    private static Stream<Class<?>> rawTypes(Type type) {
        if (type instanceof ParameterizedType of) {
            return Stream.concat(
                    rawTypes(of.getRawType()),
                    Arrays.stream(of.getActualTypeArguments()).flatMap(FilledValues::rawTypes));
        }
        return type instanceof Class<?> raw ? Stream.of(raw) : Stream.empty();
    }

    private static @Nullable Method builder(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("builder") && method.getParameterCount() == 0)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object make(Type type, int depth) {
        if (type instanceof ParameterizedType of) {
            boolean isRecord = of.getRawType() instanceof Class<?> raw && raw.isRecord();
            return isRecord ? make(of.getRawType(), depth) : makeGeneric(of, depth);
        }
        if (!(type instanceof Class<?> raw)) {
            // What its user puts in may be any text.
            return secret instanceof String ? secret : "text";
        }
        boolean isText = secret instanceof String && raw == Object.class;
        if (isText || (raw.isInstance(secret) && raw != Object.class)) {
            return secret;
        }
        Object simple = simple(raw);
        if (simple != null) {
            return simple;
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (depth > DEEPEST) {
            return null;
        }
        try {
            return raw.isRecord() ? makeRecord(raw, depth) : makeBuilt(raw, depth);
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return null;
        }
    }

    private @Nullable Object makeGeneric(ParameterizedType type, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        Object inner = make(of[of.length - 1], depth + 1);
        if (raw == Optional.class) {
            return Optional.ofNullable(inner);
        }
        if (raw == Map.class) {
            boolean isClosed = CLOSED.contains(field) && of[1] == Object.class;
            return inner == null ? Map.of() : Map.of("client_secret", isClosed ? closed : inner);
        }
        if (raw == Set.class) {
            return inner == null ? Set.of() : Set.of(inner);
        }
        return inner == null ? List.of() : List.of(inner);
    }

    private static @Nullable Object simple(Class<?> type) {
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, "a@b.c"),
                Map.entry(Object.class, "a@b.c"),
                Map.entry(CharSequence.class, "a@b.c"),
                Map.entry(int.class, 1),
                Map.entry(Integer.class, 1),
                Map.entry(long.class, 1L),
                Map.entry(Long.class, 1L),
                Map.entry(double.class, 1.0),
                Map.entry(Double.class, 1.0),
                Map.entry(boolean.class, true),
                Map.entry(Boolean.class, true),
                Map.entry(Instant.class, Instant.EPOCH),
                Map.entry(LocalDate.class, LocalDate.EPOCH),
                Map.entry(Duration.class, Duration.ofHours(1)),
                Map.entry(URI.class, URI.create("http://h")),
                Map.entry(OptionalInt.class, OptionalInt.of(1)),
                Map.entry(OptionalLong.class, OptionalLong.of(1)),
                Map.entry(OptionalDouble.class, OptionalDouble.of(1)));
        return values.get(type);
    }

    private @Nullable Object makeRecord(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            field = components[i].getName();
            arguments[i] = make(components[i].getGenericType(), depth + 1);
            if (arguments[i] == null) {
                return null;
            }
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private @Nullable Object makeBuilt(Class<?> type, int depth) throws ReflectiveOperationException {
        Method start = builder(type);
        if (start == null) {
            return null;
        }
        start.setAccessible(true);
        Object builder = start.invoke(null);
        for (Method setter : builder.getClass().getMethods()) {
            if (isSetter(setter)) {
                field = setter.getName();
                set(builder, setter, make(setter.getGenericParameterTypes()[0], depth + 1));
            }
        }
        Method build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        return build.invoke(builder);
    }

    /** Whether a method of a builder takes one value and gives the builder back. */
    static boolean isSetter(Method method) {
        return method.getParameterCount() == 1
                && givesItBack(method.getReturnType(), method.getDeclaringClass())
                && !method.getName().startsWith("from")
                && !method.getName().startsWith("add")
                && !Modifier.isStatic(method.getModifiers());
    }

    // A generated builder's methods return the public one that extends it.
    private static boolean givesItBack(Class<?> returned, Class<?> declaring) {
        return returned != Object.class
                && (returned.isAssignableFrom(declaring) || declaring.isAssignableFrom(returned));
    }

    /** Sets some value; one that is refused is left as it was. */
    static void fill(Object builder, Method setter) throws ReflectiveOperationException {
        set(builder, setter, new FilledValues("text", "text").make(setter.getGenericParameterTypes()[0], 1));
    }

    private static void set(Object builder, Method setter, @Nullable Object value) throws ReflectiveOperationException {
        if (value == null) {
            return;
        }
        try {
            setter.setAccessible(true);
            setter.invoke(builder, value);
        } catch (InvocationTargetException | IllegalArgumentException refused) {
            // One that wants another value is left as it was.
            return;
        }
    }
}
