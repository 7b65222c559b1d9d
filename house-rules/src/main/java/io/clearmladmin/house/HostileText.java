package io.clearmladmin.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that wants to do harm where it is shown: it clears the screen, colours what follows, rings, forges a line of a log,
 * turns text around, and is long.
 */
public final class HostileText {

    /** The text. */
    public static final String TEXT =
            "a@b.c\u001b[2J\u009b31m\u0007\r\n2026-01-01 ERROR forged\u2028forged\u202egnp.exe" + "x".repeat(30_000);

    private static final int LONGEST = 25_000;
    // A line of its own begins at the margin.
    private static final Pattern HARM = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u2028\\u2029\\u202e]|(?:^|\\n)2026");

    private HostileText() {}

    /** Whether a text that was made of this one can do harm. */
    public static boolean harms(String text) {
        return text.length() > LONGEST || HARM.matcher(text).find();
    }

    /**
     * The public records and exceptions of the module under test that print it unchanged. The values of a
     * record stay what the server sent.
     */
    public static List<String> shownRawly() {
        Set<String> raw = new TreeSet<>();
        for (JavaClass found : HouseRules.classesUnderTest()) {
            Class<?> type = found.reflect();
            if (found.getPackageName().contains(".internal") || !HouseRules.isPublic(found)) {
                continue;
            }
            if (type.isRecord()) {
                FilledValues.of(type, TEXT, TEXT).ifPresent(value -> check(type, value, raw));
            } else if (Throwable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                exceptions(type).forEach(exception -> check(type, exception, raw));
            }
        }
        return List.copyOf(raw);
    }

    private static void check(Class<?> type, Object value, Set<String> raw) {
        List<String> shown = new ArrayList<>(List.of(value.toString()));
        if (value instanceof Throwable failure) {
            shown.add(String.valueOf(failure.getMessage()));
        }
        toText(value).ifPresent(shown::add);
        shown.stream().filter(HostileText::harms).forEach(text -> raw.add(type.getName()));
    }

    private static Optional<String> toText(Object value) {
        try {
            return Optional.of((String) value.getClass().getMethod("toText").invoke(value));
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }

    private static List<Object> exceptions(Class<?> type) {
        List<Object> made = new ArrayList<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Optional<Object> exception = exception(constructor);
            exception.ifPresent(made::add);
        }
        return made;
    }

    private static Optional<Object> exception(Constructor<?> constructor) {
        @Nullable
        Object[] arguments = Arrays.stream(constructor.getGenericParameterTypes())
                .map(parameter -> FilledValues.some(parameter, TEXT))
                .toArray();
        try {
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException | IllegalArgumentException refused) {
            return Optional.empty();
        } catch (ReflectiveOperationException notMade) {
            throw new LinkageError(notMade.getMessage(), notMade);
        }
    }
}
