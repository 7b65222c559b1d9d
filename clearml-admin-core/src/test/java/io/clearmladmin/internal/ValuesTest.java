package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clearmladmin.auth.CreateUser;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.metering.UsagesQuery;
import io.clearmladmin.sso.ConfigurationTemplate;
import io.clearmladmin.sso.SaveProviderConfiguration;
import io.clearmladmin.storage.StorageSettings;
import io.clearmladmin.system.CompanySettings;
import io.clearmladmin.system.Feature;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import io.clearmladmin.workers.ActivityQuery;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values write what was set, keep what they do not know, and print nothing secret. */
class ValuesTest {

    private static <T> T read(Class<T> type, String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, type);
    }

    private static String write(Object value) throws JsonProcessingException {
        return RequestJson.MAPPER.writeValueAsString(value);
    }

    @Test
    void a_request_writes_only_what_was_set() throws JsonProcessingException {
        assertThat(write(CreateUser.builder()
                        .name("Ann")
                        .company("c1")
                        .email("ann@example.org")
                        .build()))
                .isEqualTo("{\"name\":\"Ann\",\"company\":\"c1\",\"email\":\"ann@example.org\"}");
        assertThat(write(CompanySettings.builder()
                        .company("c1")
                        .features(List.of())
                        .build()))
                .as("an empty list is not the same as none")
                .isEqualTo("{\"company\":\"c1\",\"features\":[]}");
    }

    @Test
    void a_request_may_carry_fields_that_have_no_accessor() throws JsonProcessingException {
        assertThat(write(
                        UserQuery.builder().putAdditional("search_hidden", true).build()))
                .isEqualTo("{\"search_hidden\":true}");
    }

    @Test
    void a_reply_keeps_what_it_does_not_know_and_does_not_print_it() throws JsonProcessingException {
        User user = read(User.class, "{\"id\":\"u1\",\"shoe_size\":43,\"secret_note\":null}");
        assertThat(user.additional()).containsEntry("shoe_size", 43);
        assertThat(user.toString()).contains("u1").doesNotContain("43");
    }

    @Test
    void a_tenant_is_read_as_an_id_and_as_an_object() throws JsonProcessingException {
        assertThat(read(User.class, "{\"id\":\"u\",\"company\":\"c1\"}")
                        .company()
                        .orElseThrow()
                        .id())
                .isEqualTo("c1");
        assertThat(read(User.class, "{\"id\":\"u\",\"company\":{\"id\":\"c1\",\"name\":\"n\"}}")
                        .company()
                        .orElseThrow()
                        .name())
                .contains("n");
    }

    @Test
    void storage_settings_are_read_where_servers_put_them_and_where_the_schema_has_them()
            throws JsonProcessingException {
        String aws = "\"aws\":{\"key\":\"K\",\"secret\":\"canary\",\"buckets\":[{\"bucket\":\"b\"}]}";
        StorageSettings nested = read(StorageSettings.class, "{\"settings\":{" + aws + ",\"new\":1}}");
        assertThat(nested).isEqualTo(read(StorageSettings.class, "{" + aws + ",\"new\":1}"));
        assertThat(nested.aws().orElseThrow().secret().orElseThrow().reveal()).isEqualTo("canary");
        assertThat(nested.toString()).doesNotContain("canary");
        assertThat(nested.additional()).containsEntry("new", 1);
    }

    @Test
    void a_day_is_sent_as_a_date_and_a_time_of_a_series_in_epoch_seconds() throws JsonProcessingException {
        assertThat(write(UsagesQuery.builder()
                        .fromDate(LocalDate.of(2026, 11, 1))
                        .toDate(LocalDate.of(2026, 11, 2))
                        .build()))
                .isEqualTo("{\"from_date\":\"2026-11-01\",\"to_date\":\"2026-11-02\"}");
        assertThat(write(ActivityQuery.builder()
                        .fromDate(Instant.ofEpochSecond(1_795_220_187))
                        .toDate(Instant.ofEpochSecond(1_795_220_188, 500_000_000))
                        .interval(60)
                        .build()))
                .startsWith("{\"from_date\":1795220187.0")
                .contains("\"to_date\":1795220188.5")
                .endsWith("\"interval\":60}");
    }

    @Test
    void a_providers_configuration_is_never_printed() throws JsonProcessingException {
        SaveProviderConfiguration request = SaveProviderConfiguration.builder()
                .provider("keycloak")
                .putConfiguration("client_secret", "canary")
                .build();
        assertThat(request.toString()).doesNotContain("canary");
        assertThat(write(request)).contains("canary");
        ConfigurationTemplate template =
                read(ConfigurationTemplate.class, "{\"config_template\":{\"client_secret\":\"canary\"}}");
        assertThat(template.toString()).doesNotContain("canary");
        assertThat(template.configTemplate()).containsEntry("client_secret", "canary");
    }

    @Test
    void words_that_are_new_are_kept() throws JsonProcessingException {
        assertThat(read(User.class, "{\"id\":\"u\",\"role\":\"wizard\"}").role())
                .contains(new Role("wizard"));
        assertThat(new Feature("flying").toString()).isEqualTo("flying");
    }

    @Test
    void a_secret_is_read_and_written_but_never_printed() throws JsonProcessingException {
        Credentials credentials = read(Credentials.class, "{\"access_key\":\"A\",\"secret_key\":\"canary\"}");
        assertThat(credentials.secretKey().reveal()).isEqualTo("canary");
        assertThat(credentials.toString()).contains("secretKey=***").doesNotContain("canary");
        assertThat(write(credentials)).contains("canary");
        assertThat(Secret.of("a"))
                .isEqualTo(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .hasToString("***");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:16:27.551000+00:00, 2026-11-21T00:16:27.551Z",
        "2026-11-21T00:16:27.708000, 2026-11-21T00:16:27.708Z",
        "2026-11-21T00:16:27Z, 2026-11-21T00:16:27Z",
        "2026-11-21T01:16:27.908+01:00, 2026-11-21T00:16:27.908Z",
        "1795220187, 2026-11-21T00:16:27Z",
        "1795220187.5, 2026-11-21T00:16:27.500Z",
        "1795220187500, 2026-11-21T00:16:27.500Z",
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2028-02-29T12:00:00.000001+00:00, 2028-02-29T12:00:00.000001Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999999Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    })
    void dates_come_in_several_forms(String text, String expected) throws JsonProcessingException {
        String json = text.contains("-") ? "\"" + text + "\"" : text;
        assertThat(read(CredentialInfo.class, "{\"access_key\":\"A\",\"last_used\":" + json + "}")
                        .lastUsed())
                .contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13-01T00:00:00",
                "2026-02-30T00:00:00",
                "2026-11-21T24:00:01",
                "2026-11-21T00:61:00",
                "2026-11-21T00:00:00.1234567890",
                "2026-11-21T00:00:00+00:00x",
                "2026-11-2xT00:00:00",
                ""
            })
    void a_text_that_is_no_date_is_refused(String text) {
        assertThatThrownBy(() -> read(CredentialInfo.class, "{\"access_key\":\"A\",\"last_used\":\"" + text + "\"}"))
                .isInstanceOf(JsonProcessingException.class);
    }

    static Stream<Class<?>> values() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.clearmladmin").stream()
                        .filter(type -> type.isAssignableTo(Extensible.class))
                        .filter(type -> type.isInterface() || type.isRecord())
                        .filter(type -> !type.getName().equals(Extensible.class.getName()))
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_field_is_named_after_its_accessor_on_the_wire(Class<?> value) throws ClassNotFoundException {
        Set<String> expected = Samples.accessors(value)
                .filter(accessor -> !accessor.getName().equals("additional"))
                .map(Samples::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
        Class<?> written =
                value.isRecord() ? value : Class.forName(value.getPackageName() + ".Immutable" + value.getSimpleName());
        assertThat(names(true, Json.MAPPER.getSerializationConfig().introspect(Json.MAPPER.constructType(written))))
                .containsExactlyInAnyOrderElementsOf(expected);
        DeserializationConfig reading = Json.MAPPER.getDeserializationConfig();
        BeanDescription read = reading.introspect(Json.MAPPER.constructType(value));
        if (!value.isRecord()) {
            Class<?> builder = Class.forName(value.getName() + "$Builder");
            read = reading.introspectForBuilder(Json.MAPPER.constructType(builder), read);
        }
        assertThat(names(false, read)).containsAll(expected);
    }

    private static Set<String> names(boolean written, BeanDescription bean) {
        return bean.findProperties().stream()
                .filter(property -> !written || property.couldSerialize())
                .map(BeanPropertyDefinition::getName)
                .filter(name -> !name.equals("additional"))
                .collect(Collectors.toSet());
    }

    @Test
    void every_value_of_a_reply_survives_being_written_and_read_again() throws JsonProcessingException {
        Map<String, Integer> seen = new TreeMap<>();
        for (Recording recording : Recording.all()) {
            JsonNode data = recording.response().path("json").path("data");
            Method method = recording.endpoint().flatMap(ServiceMethods::of).orElse(null);
            // NaN is read, but JSON has no way to write it.
            if (method == null
                    || recording.name().equals("04-json-nan")
                    || recording.status() != 200
                    || !Extensible.class.isAssignableFrom(method.getReturnType())) {
                continue;
            }
            String result = method.getAnnotation(io.clearmladmin.endpoint.Endpoint.class)
                    .result();
            JsonNode node = result.isEmpty() ? data : data.path(result);
            Object value = Json.MAPPER.treeToValue(node, method.getReturnType());
            assertThat(Json.MAPPER.readValue(write(value), method.getReturnType()))
                    .isEqualTo(value);
            seen.merge(method.getReturnType().getSimpleName(), 1, Integer::sum);
        }
        assertThat(seen).hasSizeGreaterThan(8);
    }
}
