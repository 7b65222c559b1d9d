package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.house.FilledValues;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.ShownValues;
import java.net.URI;
import java.util.List;
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
        for (JavaClass found : HouseRules.classesUnderTest()) {
            if (found.isRecord() && found.getModifiers().contains(JavaModifier.PUBLIC)) {
                Class<?> type = found.reflect();
                FilledValues.of(type, Secret.of(SECRET), "x").ifPresent(SecretValuesTest::assertHidden);
            }
        }
    }

    @Test
    void a_connection_and_its_builder_print_without_their_token() {
        Kubernetes.Builder builder =
                Kubernetes.builder().server(URI.create("https://127.0.0.1:1")).token(SECRET);
        assertHidden(builder);
        try (Kubernetes kubernetes = builder.build()) {
            assertNone("Kubernetes", String.valueOf(kubernetes));
        }
    }
}
