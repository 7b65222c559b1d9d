package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.internal.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the service interfaces agrees with what the recorded server says of its endpoints. */
class CatalogueTest {

    private static final JsonNode ENDPOINTS = Recording.read("01-server-endpoints-system")
            .response()
            .path("json")
            .path("data")
            .path("endpoints");
    // Enterprise servers take these besides what the open-source server does.
    private static final Set<String> ENTERPRISE_FIELDS = Set.of(
            "internal",
            "additional_info",
            "provider",
            "provider_token",
            "provider_user_id",
            "user_provided_email",
            "expiration_sec",
            "set_cookie",
            "include_auth",
            "include_providers_info",
            "include_activity",
            "get_supported_features",
            "return_inactive_companies",
            "tenant",
            "company_hint",
            "redirect_url",
            "state",
            "callback_url_prefix");

    // These take the fields of a profile, or of any listing, without telling them; the recordings show some.
    private static final Set<String> TAKE_MORE = Set.of("users.update", "queues.get_all", "queues.get_all_ex");
    // Only an agent should send these: the first takes a task out of a queue.
    private static final Set<String> AGENTS_OWN = Set.of("queues.get_next_task", "workers.status_report");

    static Stream<Method> methods() {
        return ServiceMethods.all().stream();
    }

    private static Endpoint line(Method method) {
        return method.getAnnotation(Endpoint.class);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_method_is_named_after_its_endpoint(Method method) {
        String[] name = line(method).name().split("\\.", 2);
        assertThat(camelCase(name[1])).isEqualTo(method.getName());
        assertThat(method.getDeclaringClass().getSimpleName()).isEqualToIgnoringCase(name[0] + "Service");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_endpoint_is_open_source_exactly_if_the_recorded_server_has_it(Method method) {
        boolean isRecorded = ENDPOINTS.has(line(method).name());
        assertThat(line(method).edition() == Edition.OPEN_SOURCE)
                .as(line(method).name())
                .isEqualTo(isRecorded);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_open_source_endpoint_knows_every_field_that_is_sent(Method method) {
        JsonNode versions = ENDPOINTS.path(line(method).name());
        Set<String> known = new TreeSet<>();
        versions.forEach(version -> version.path("request_data_model")
                .path("properties")
                .fieldNames()
                .forEachRemaining(known::add));
        Set<String> sent = requestFields(method);
        sent.removeAll(ENTERPRISE_FIELDS);
        if (!known.isEmpty() && !TAKE_MORE.contains(line(method).name())) {
            assertThat(known).as(line(method).name()).containsAll(sent);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_open_source_endpoint_lacks_no_field_that_the_server_takes(Method method) {
        JsonNode versions = ENDPOINTS.path(line(method).name());
        Set<String> required = new TreeSet<>();
        versions.forEach(version ->
                version.path("request_data_model").path("required").forEach(field -> required.add(field.asText())));
        boolean takesAll = Arrays.stream(method.getParameters())
                .anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getType()));
        if (!takesAll) {
            assertThat(requestFields(method)).as(line(method).name()).containsAll(required);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_open_source_endpoint_answers_with_the_field_that_is_returned(Method method) {
        Set<String> answered = new TreeSet<>();
        ENDPOINTS
                .path(line(method).name())
                .forEach(version -> version.path("response_data_model")
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(answered::add));
        if (!answered.isEmpty() && !line(method).result().isEmpty()) {
            assertThat(answered).as(line(method).name()).contains(line(method).result());
        }
    }

    private static Set<String> requestFields(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            Field field = parameter.getAnnotation(Field.class);
            if (field != null) {
                names.add(field.value());
            } else if (!Map.class.isAssignableFrom(parameter.getType())) {
                names.addAll(properties(parameter.getType()));
            }
        }
        return names;
    }

    private static List<String> properties(Class<?> value) {
        BeanDescription bean =
                Json.MAPPER.getSerializationConfig().introspect(Json.MAPPER.constructType(implementation(value)));
        return bean.findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .filter(name -> !name.equals("additional"))
                .toList();
    }

    private static Class<?> implementation(Class<?> value) {
        try {
            return Class.forName(value.getPackageName() + ".Immutable" + value.getSimpleName());
        } catch (ClassNotFoundException own) {
            return value;
        }
    }

    @Test
    void every_endpoint_of_these_services_that_the_recorded_server_has_is_a_method() {
        Set<String> have = new TreeSet<>();
        methods().forEach(method -> have.add(line(method).name()));
        Set<String> recorded = new TreeSet<>();
        ENDPOINTS.fieldNames().forEachRemaining(name -> {
            if (name.matches("(auth|users|login|server|debug|system|tenants|organization|queues|workers|storage)\\..*")
                    && !AGENTS_OWN.contains(name)) {
                recorded.add(name);
            }
        });
        assertThat(have).containsAll(recorded);
    }

    private static String camelCase(String action) {
        StringBuilder name = new StringBuilder();
        for (String word : action.split("_", -1)) {
            name.append(name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
