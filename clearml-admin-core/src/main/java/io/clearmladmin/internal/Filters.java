package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The filters of a request: one that the server would treat as no filter must not reach it. */
final class Filters {

    private final List<Part> parts;

    /** A filter of a value, and the filters in it where it is a value itself. */
    private record Part(Method accessor, Filter filter, Filters inner) {}

    private Filters(List<Part> parts) {
        this.parts = parts;
    }

    /** The filters of a request type. */
    static Filters of(Class<?> request) {
        return new Filters(Arrays.stream(request.getMethods())
                .filter(method -> method.getParameterCount() == 0 && method.isAnnotationPresent(Filter.class))
                // A user's own type need not be public.
                .peek(method -> method.trySetAccessible())
                .map(method ->
                        new Part(method, method.getAnnotation(Filter.class), inner(method.getGenericReturnType())))
                .toList());
    }

    private static Filters inner(Type type) {
        JavaType value = Json.MAPPER.constructType(type);
        JavaType held = value.hasRawClass(Optional.class) ? value.containedType(0) : value;
        return held.isContainerType() ? new Filters(List.of()) : of(held.getRawClass());
    }

    /**
     * The name of an empty filter, which nothing can pass; null if there is none.
     *
     * @throws IllegalArgumentException if a filter holds what the server would understand otherwise
     */
    @Nullable
    String empty(String endpoint, Object request) {
        String empty = null;
        for (Part part : parts) {
            String name = part.accessor().getName();
            Object value = value(part.accessor(), request);
            if (value != null) {
                boolean isEmpty = isEmpty(endpoint, name, part.filter(), value);
                String inner = part.inner().empty(endpoint, value);
                empty = isEmpty ? name : inner != null ? name + "." + inner : empty;
            }
        }
        return empty;
    }

    static @Nullable Object value(Method accessor, Object request) {
        try {
            Object value = accessor.invoke(request);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (InvocationTargetException | IllegalAccessException unreadable) {
            throw new IllegalArgumentException(accessor.getName() + ": cannot be read", unreadable);
        }
    }

    /** Whether nothing can pass this filter; refuses what the server would understand otherwise. */
    static boolean isEmpty(String endpoint, String name, Filter filter, Object value) {
        List<String> knowing = List.of(filter.endpoints());
        if (!knowing.isEmpty() && !knowing.contains(endpoint)) {
            throw refusal(endpoint, name, "is a filter that only " + String.join(", ", knowing) + " supports");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((field, inner) -> requireSome(endpoint, name + "." + field, inner));
            return false;
        }
        if (value instanceof CharSequence text && text.toString().isBlank()) {
            throw noneMeant(endpoint, name);
        }
        if (!(value instanceof Collection<?> many)) {
            return false;
        }
        for (Object element : many) {
            requireMeant(endpoint, name, filter, element);
        }
        return many.isEmpty();
    }

    private static void requireMeant(String endpoint, String name, Filter filter, @Nullable Object element) {
        if (element == null || element.toString().isBlank()) {
            throw refusal(endpoint, name, "must not hold null or an empty text, which the server treats as no filter");
        }
        boolean isOperator = element instanceof CharSequence
                && (element.toString().startsWith("-") || element.toString().startsWith("__$"));
        if (filter.literal() && isOperator) {
            throw refusal(
                    endpoint,
                    name,
                    "must not hold '" + element + "': at its beginning, - and __$ are the server's operators");
        }
    }

    // In a map with names of the caller's own.
    private static void requireSome(String endpoint, String name, @Nullable Object filter) {
        if (filter instanceof Map<?, ?> map) {
            map.forEach((field, inner) -> requireSome(endpoint, name + "." + field, inner));
        } else if (filter instanceof Collection<?> many && !many.isEmpty()) {
            many.forEach(element -> requireSome(endpoint, name, element));
        } else if (filter == null || filter instanceof Collection<?>) {
            throw refusal(endpoint, name, "must not be empty or null, which the server treats as no filter; omit it");
        }
    }

    /** The exception where no empty result exists. */
    static IllegalArgumentException noneMeant(String endpoint, String name) {
        return refusal(endpoint, name, "must not be empty, which the server treats as no filter; omit it to mean all");
    }

    private static IllegalArgumentException refusal(String endpoint, String name, String reason) {
        return new IllegalArgumentException(endpoint + ": " + name + " " + reason);
    }
}
