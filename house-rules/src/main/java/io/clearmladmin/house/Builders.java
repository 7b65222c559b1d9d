package io.clearmladmin.house;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Starts and ends builders, of which only their methods are known. */
final class Builders {

    private Builders() {}

    /** Whether it is one: something with a {@code build()}. */
    static boolean isBuilder(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("build") && method.getParameterCount() == 0);
    }

    /** Whether a method starts a builder with nothing but texts, such as a version. */
    static boolean takesTexts(Method start) {
        return Arrays.stream(start.getParameterTypes()).allMatch(type -> type == String.class);
    }

    /** A builder from a static method that {@linkplain #takesTexts takes texts}. */
    static Object start(Method start) throws ReflectiveOperationException {
        Object[] texts = new Object[start.getParameterCount()];
        Arrays.fill(texts, "1.0.0");
        start.setAccessible(true);
        return start.invoke(null, texts);
    }

    /** Fills what its setters set. */
    static void fill(Object builder, Iterable<Method> setters) throws ReflectiveOperationException {
        for (Method setter : setters) {
            FilledValues.fill(builder, setter);
        }
    }

    /**
     * What it builds.
     *
     * @throws InvocationTargetException if it refuses
     */
    static Object build(Object builder) throws ReflectiveOperationException {
        Method build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        return build.invoke(builder);
    }

    /** Closes what was built, if it can be closed. */
    static void close(Object built) throws Exception {
        if (built instanceof AutoCloseable open) {
            open.close();
        }
    }
}
