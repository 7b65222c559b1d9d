package io.clearmladmin.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is built is a copy: whoever changes the builder afterwards changes nothing of it. So neither the builder nor a
 * collection that it fills may be reached from what it built, and emptying its collections takes nothing away.
 */
public final class BuilderCopies {

    private static final String OURS = "io.clearmladmin.";

    private final List<String> broken = new ArrayList<>();
    private final Set<Class<?>> tried = Collections.newSetFromMap(new IdentityHashMap<>());

    private BuilderCopies() {}

    /**
     * What breaks the rule in the module whose tests run; a builder by hand that was not tried is one too.
     *
     * @param ready a builder of each kind that needs more than a text to start, or more than some values to build
     */
    public static List<String> broken(Object... ready) {
        BuilderCopies rule = new BuilderCopies();
        for (Object builder : ready) {
            rule.tried.add(builder.getClass());
            rule.check(builder, false);
        }
        for (JavaClass found : HouseRules.classesUnderTest()) {
            if (found.getModifiers().contains(JavaModifier.PUBLIC)) {
                Arrays.stream(found.reflect().getDeclaredMethods())
                        .filter(BuilderCopies::startsBuilder)
                        // One may not take every text for a version.
                        .sorted(Comparator.comparingInt(Method::getParameterCount))
                        .filter(start -> !rule.tried.contains(start.getReturnType()))
                        .forEach(rule::start);
            }
        }
        return rule.broken;
    }

    /** Something of this interface for a builder, which calls none of it before what it built is run. */
    public static <T> T absent(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, all) -> null));
    }

    private static boolean startsBuilder(Method start) {
        return Modifier.isPublic(start.getModifiers())
                && !start.isSynthetic()
                && start.getReturnType().getName().startsWith(OURS)
                && start.getReturnType().getName().endsWith("Builder")
                && start.getReturnType() != start.getDeclaringClass()
                && Builders.isBuilder(start.getReturnType());
    }

    private void start(Method start) {
        if (!Modifier.isStatic(start.getModifiers()) || !Builders.takesTexts(start)) {
            broken.add(
                    start.getReturnType().getName() + ": is started with more than texts, so give one that is ready");
            return;
        }
        tried.add(start.getReturnType());
        try {
            check(Builders.start(start), true);
        } catch (ReflectiveOperationException notReached) {
            broken.add(start.getReturnType().getName() + ": " + notReached);
        }
    }

    private void check(Object builder, boolean isEmpty) {
        String name = builder.getClass().getName();
        try {
            if (isEmpty) {
                fill(builder);
            }
            Object built = Builders.build(builder);
            compare(name, builder, built);
            Builders.close(built);
        } catch (InvocationTargetException refused) {
            // One generator makes them all: those that take any value show what it does.
            if (!isGenerated(builder)) {
                broken.add(name + ": give one that is ready, for it refuses: " + refused.getCause());
            }
        } catch (Exception notReached) {
            broken.add(name + ": " + notReached);
        }
    }

    private static boolean isGenerated(Object builder) {
        return HouseRules.isGenerated(builder.getClass().getSuperclass().getName());
    }

    private static void fill(Object builder) throws ReflectiveOperationException {
        Builders.fill(
                builder,
                Arrays.stream(builder.getClass().getMethods())
                        .filter(FilledValues::isSetter)
                        .toList());
    }

    private void compare(String name, Object builder, Object built) throws ReflectiveOperationException {
        List<Object> filled = filled(builder);
        Set<Object> given = identities();
        filled.forEach(collection -> given.addAll(elements(collection)));
        Set<Object> before = reached(built);
        if (before.contains(builder)) {
            broken.add(name + ": what it built holds it");
        }
        filled.stream()
                .filter(before::contains)
                .forEach(held -> broken.add(name + ": what it built holds its " + held));
        before.retainAll(given);
        fill(builder);
        filled.forEach(BuilderCopies::empty);
        Set<Object> after = reached(built);
        after.retainAll(given);
        if (!after.equals(before)) {
            broken.add(name + ": what it built loses what its collections lose");
        }
    }

    private static void empty(Object collection) {
        if (collection instanceof Map<?, ?> map) {
            map.clear();
        } else if (collection instanceof Collection<?> values) {
            values.clear();
        }
    }

    // Those that are not immutable; a builder within a builder has some too.
    private static List<Object> filled(Object builder) throws ReflectiveOperationException {
        List<Object> filled = new ArrayList<>();
        for (Object value : values(builder)) {
            boolean isMutable = value.getClass().getName().startsWith("java.util.")
                    && !value.getClass().getName().startsWith("java.util.Immutable")
                    && !value.getClass().getName().startsWith("java.util.Collections");
            if (isMutable && (value instanceof Collection || value instanceof Map)) {
                filled.add(value);
            } else if (value.getClass().getName().startsWith(OURS)
                    && value.getClass().getName().endsWith("Builder")) {
                filled.addAll(filled(value));
            }
        }
        return filled;
    }

    private static Set<Object> reached(Object root) throws ReflectiveOperationException {
        Set<Object> reached = identities();
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (reached.add(next)) {
                open.addAll(next.getClass().getName().startsWith(OURS) ? values(next) : elements(next));
            }
        }
        return reached;
    }

    private static List<Object> values(Object owner) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = owner.getClass(); type != null && type.getName().startsWith(OURS); ) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    add(values, field.get(owner));
                }
            }
            type = type.getSuperclass();
        }
        return values;
    }

    private static List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(elements::add);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> add(elements, element));
        } else if (value instanceof Collection<?> all) {
            all.forEach(element -> add(elements, element));
        } else if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(elements, Array.get(array, i));
            }
        }
        return elements;
    }

    private static void add(List<Object> all, @Nullable Object value) {
        if (value != null) {
            all.add(value);
        }
    }

    private static Set<Object> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
