package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import java.lang.reflect.Method;
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
