package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.house.FilledValues;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.ShownValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A secret in a value or a builder shows in nothing that others make of it. */
class SecretValuesTest {

    private static final String SECRET = "kanari-0123456789 \"quoted\" \\ +%41";

    private static final List<ObjectMapper> MAPPERS = ShownValues.foreignMappers();

    private static void assertHidden(Object value) {
        String what = value.getClass().getName();
        assertNone(what, String.valueOf(value));
        assertNone(what, ShownValues.dump(value));
        MAPPERS.forEach(mapper -> assertNone(what, ShownValues.write(mapper, value)));
    }

    private static void assertNone(String what, String text) {
        assertThat(Canaries.shows(text)).as(what + ": " + text).isFalse();
    }

    @Test
    void every_public_record_prints_without_its_secrets() {
        Set<String> withSecret = new TreeSet<>();
        for (JavaClass found : HouseRules.classesUnderTest()) {
            if (found.isRecord() && found.getModifiers().contains(JavaModifier.PUBLIC)) {
                Class<?> type = found.reflect();
                FilledValues.of(type, Secret.of(SECRET), "x").ifPresent(SecretValuesTest::assertHidden);
                if (FilledValues.holdsSecret(type, Secret.class)) {
                    withSecret.add(type.getSimpleName());
                }
            }
        }
        assertThat(withSecret).as("those that hold one").contains("FixedUser");
    }

    @Test
    void values_of_charts_and_their_builders_print_without_their_secrets() {
        for (Supplier<Object> start : List.<Supplier<Object>>of(
                HelmValues::clearmlEnterprise, () -> HelmValues.clearml("7.15.0"), HelmValues::clearmlCustomEvents)) {
            Set<String> taken = new TreeSet<>();
            Object all = start.get();
            for (Method setter : all.getClass().getMethods()) {
                if (Arrays.asList(setter.getParameterTypes()).contains(Secret.class)) {
                    // Each for itself, too: not all go together.
                    Object one = start.get();
                    set(one, setter);
                    set(all, setter);
                    taken.add(setter.getName());
                    assertHidden(one);
                }
            }
            assertThat(taken).as(all.getClass().getName()).contains("imageCredentials");
            assertHidden(all);
        }
        HelmValues values = HelmValues.parse(
                HelmValues.clearmlEnterprise().build().chart(), "clearml: {apiserverSecret: '" + SECRET + "'}");
        assertThat(values.toYaml()).contains("kanari");
        assertHidden(values);
    }

    private static void set(Object builder, Method setter) {
        Object[] arguments = Arrays.stream(setter.getParameterTypes())
                .map(type ->
                        type == Secret.class ? Secret.of(SECRET) : type == URI.class ? URI.create("http://h") : "name")
                .toArray();
        try {
            setter.invoke(builder, arguments);
        } catch (InvocationTargetException refused) {
            assertNone(setter.getName(), String.valueOf(refused.getCause()));
        } catch (IllegalAccessException | IllegalArgumentException other) {
            throw new AssertionError(setter.toString(), other);
        }
    }
}
