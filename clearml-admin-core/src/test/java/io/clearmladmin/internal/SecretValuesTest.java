package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.house.FilledValues;
import io.clearmladmin.house.ShownValues;
import io.clearmladmin.internal.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A secret in a value, at whatever depth, shows in nothing that is made of the value but the client's own requests. */
class SecretValuesTest {

    private static final Secret SECRET = Secret.of("kanari \"quoted\" \\ \n\u00e9");

    @BeforeAll
    static void open() {
        Module mine = SecretValuesTest.class.getModule();
        mine.getPackages().forEach(name -> mine.addOpens(name, FilledValues.class.getModule()));
    }

    private static List<ObjectMapper> foreignMappers() {
        List<ObjectMapper> mappers = new ArrayList<>(ShownValues.foreignMappers());
        mappers.add(Json.MAPPER);
        return mappers;
    }

    @Test
    void every_mapper_but_the_clients_own_writes_three_stars() throws JsonProcessingException {
        for (ObjectMapper mapper : foreignMappers()) {
            String json = mapper.writeValueAsString(Map.of("a", List.of(SECRET)));
            assertThat(Canaries.shows(json)).as(json).isFalse();
        }
        assertThat(new ObjectMapper().writeValueAsString(SECRET)).isEqualTo("\"***\"");
        assertThat(new ObjectMapper().writeValueAsString(Map.of(SECRET, 1))).isEqualTo("{\"***\":1}");
        assertThat(new ObjectMapper().readValue("\"x\"", Secret.class)).isEqualTo(Secret.of("x"));
        assertThat(RequestJson.MAPPER
                        .readTree(RequestJson.MAPPER.writeValueAsString(SECRET))
                        .textValue())
                .isEqualTo(SECRET.reveal());
        assertThat(RequestJson.MAPPER.valueToTree(Map.of("a", SECRET)).toString())
                .as("a request on its way")
                .doesNotContain("kanari");
        assertThat(Json.pretty(Map.of("a", SECRET))).contains("***").doesNotContain("kanari");
    }

    @Test
    void a_secret_does_not_go_where_java_serializes() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(SECRET))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void every_public_value_with_a_secret_in_it_prints_without_it() {
        Set<String> withSecret = new TreeSet<>();
        Set<String> unmade = new TreeSet<>();
        List<ObjectMapper> mappers = foreignMappers();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.clearmladmin")) {
            boolean isPublic = found.getModifiers().contains(JavaModifier.PUBLIC)
                    && !found.getPackageName().contains(".internal");
            if (!isPublic || !(found.isRecord() || FilledValues.hasBuilder(found.reflect()))) {
                continue;
            }
            Optional<Object> value = FilledValues.of(found.reflect(), SECRET, SECRET.reveal());
            if (value.isEmpty()) {
                unmade.add(found.getSimpleName());
                continue;
            }
            Object filled = value.get();
            assertHidden(found.getName(), String.valueOf(filled));
            assertHidden(found.getName() + " field by field", ShownValues.dump(filled));
            if (FilledValues.holdsSecret(found.reflect(), Secret.class)) {
                withSecret.add(found.getSimpleName());
                // A map of anything is written as it is: only what is a Secret is known to be one.
                Object typed =
                        FilledValues.of(found.reflect(), SECRET, "anything").orElseThrow();
                for (ObjectMapper mapper : mappers) {
                    assertHidden(found.getName(), ShownValues.write(mapper, typed));
                }
            }
        }
        assertThat(withSecret)
                .contains("Credentials", "AddUser", "Vault", "AwsSettings", "SetStorageSettings", "RouterToken")
                .hasSizeGreaterThan(10);
        assertThat(unmade).as("values that this test cannot make").hasSizeLessThan(20);
    }

    private static void assertHidden(String what, String text) {
        assertThat(Canaries.shows(text)).as(what + ": " + text).isFalse();
    }
}
