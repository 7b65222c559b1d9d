package io.clearmladmin.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every module reports a missing setting of a builder in one way: an {@link IllegalArgumentException} that
 * names the field, as for every other bad argument.
 */
public final class BuilderRules {

    /** Builders that read missing settings from other sources, and name these sources in the message. */
    private static final Set<String> SEARCHING =
            Set.of("io.clearmladmin.ClearMl$Builder", "io.clearmladmin.k8s.Kubernetes$Builder");

    private BuilderRules() {}

    /** What breaks the rule in the module whose tests run. */
    public static List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (JavaClass found : HouseRules.classesUnderTest()) {
            boolean isPublic = found.getModifiers().contains(JavaModifier.PUBLIC)
                    && !found.getPackageName().contains(".internal");
            if (!isPublic) {
                continue;
            }
            for (Method start : found.reflect().getDeclaredMethods()) {
                if (startsBuilder(start)
                        && !SEARCHING.contains(start.getReturnType().getName())) {
                    tryOut(start, broken);
                }
            }
        }
        return broken;
    }

    // Without arguments, or with texts such as a version.
    private static boolean startsBuilder(Method start) {
        return Modifier.isStatic(start.getModifiers())
                && Modifier.isPublic(start.getModifiers())
                && Builders.takesTexts(start)
                && Builders.isBuilder(start.getReturnType());
    }

    private static void tryOut(Method start, List<String> broken) {
        List<Method> setters = Arrays.stream(start.getReturnType().getMethods())
                .filter(FilledValues::isSetter)
                .toList();
        build(start, List.of(), "nothing", broken);
        for (Method left : setters) {
            List<Method> others = setters.stream()
                    .filter(setter -> !setter.getName().equals(left.getName()))
                    .toList();
            build(start, others, "all but " + left.getName(), broken);
        }
    }

    private static void build(Method start, List<Method> setters, String what, List<String> broken) {
        String where = start.getReturnType().getName() + " with " + what + " set: ";
        try {
            Object builder = Builders.start(start);
            Builders.fill(builder, setters);
            Builders.close(Builders.build(builder));
        } catch (InvocationTargetException refused) {
            @Nullable Throwable cause = refused.getCause();
            if (!(cause instanceof IllegalArgumentException)
                    || String.valueOf(cause.getMessage()).isBlank()) {
                broken.add(where + cause);
            }
        } catch (Exception notReached) {
            broken.add(where + notReached);
        }
    }
}
