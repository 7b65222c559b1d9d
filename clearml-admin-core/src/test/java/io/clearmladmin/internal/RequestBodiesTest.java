package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.storage.SetStorageSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each method sends, with everything set and with as little as can be, is what the recorded server takes. */
class RequestBodiesTest {

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
            "callback_url_prefix",
            "publish_tasks");
    // These take the fields of a profile, or of any listing, without documenting them; the recordings show some.
    private static final Set<String> TAKE_MORE = Set.of(
            "users.update",
            "queues.get_all",
            "queues.get_all_ex",
            "tasks.get_all_ex",
            "models.get_all_ex",
            "tasks.update",
            "projects.update",
            "events.delete_for_task",
            "events.delete_for_model");

    // What every sample has besides its fields.
    private static final String UNKNOWN = "never_seen_before";

    private static final MockWebServer SERVER = TestClients.server();
    private static ClearMl clearml;

    @BeforeAll
    static void start() throws IOException {
        // An Enterprise server, which takes what only such servers know.
        String login = "{\"token\":\"" + TestClients.token("{\"feature_set\":\"advanced\"}") + "\"}";
        SERVER.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isLogin = request.getTarget().endsWith("/auth.login");
                return isLogin
                        ? TestClients.json(200, TestClients.envelope(200, 0, "", login))
                                .build()
                        : TestClients.json(404, TestClients.envelope(404, 0, "", "{}"))
                                .build();
            }
        });
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        clearml = TestClients.of(SERVER.url("/"), settings -> settings.basicAuth(true));
    }

    @AfterAll
    static void stop() {
        clearml.close();
        SERVER.close();
    }

    static Stream<Method> methods() {
        return ServiceMethods.all().stream()
                .filter(method -> RequestSchemas.of(endpoint(method)).isObject());
    }

    private static String endpoint(Method method) {
        return method.getAnnotation(Endpoint.class).name();
    }

    @Test
    void most_recorded_schemas_are_of_methods() {
        assertThat(methods()).hasSizeGreaterThan(40);
        assertThat(RequestSchemas.byRefusal()).containsEntry("queues metadata", "object");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_body_with_everything_set_is_of_the_recorded_names_and_types(Method method) throws Exception {
        ObjectNode sent = sent(method, false);
        sent.remove(ENTERPRISE_FIELDS);
        if (TAKE_MORE.contains(endpoint(method))) {
            List<String> known = List.copyOf(properties(method));
            sent.retain(known);
        }
        assertThat(RequestSchemas.misfits(endpoint(method), sent, RequestSchemas.of(endpoint(method))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_body_with_as_little_as_can_be_has_all_that_is_required(Method method) throws Exception {
        ObjectNode sent = sent(method, true);
        sent.retain(properties(method));
        assertThat(RequestSchemas.misfits(endpoint(method), sent, RequestSchemas.of(endpoint(method))))
                .isEmpty();
    }

    static Stream<Method> withoutSchema() {
        return ServiceMethods.all().stream()
                .filter(method -> RequestSchemas.of(endpoint(method)).isTextual());
    }

    @ParameterizedTest
    @MethodSource("withoutSchema")
    void a_field_that_a_recorded_refusal_is_about_is_of_the_type_wanted(Method method) throws Exception {
        String service = RequestSchemas.service(endpoint(method));
        Map<String, String> wanted = RequestSchemas.byRefusal();
        sent(method, false)
                .properties()
                .forEach(field -> Optional.ofNullable(wanted.get(service + " " + field.getKey()))
                        .ifPresent(type -> assertThat(RequestSchemas.isOf(field.getValue(), type))
                                .as("%s: %s must be %s, got %s", endpoint(method), field.getKey(), type, field)
                                .isTrue()));
    }

    private static List<String> properties(Method method) {
        return RequestSchemas.of(endpoint(method))
                .path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ObjectNode sent(Method method, boolean isLeast) throws Exception {
        Object[] arguments = Stream.of(method.getParameters())
                .map(parameter -> argument(parameter, isLeast))
                .toArray();
        try {
            Object result = method.invoke(clearml.service(method.getDeclaringClass()), arguments);
            if (result instanceof Paged<?> paged) {
                assertThat(paged.pages()).isEmpty();
            } else if (result instanceof Download download) {
                download.to(new ByteArrayOutputStream());
            }
        } catch (InvocationTargetException refused) {
            assertThat(refused).hasCauseInstanceOf(ClearMlException.class);
        } catch (ClearMlException refused) {
            assertThat(refused).hasMessageStartingWith(endpoint(method));
        }
        RecordedRequest request = SERVER.takeRequest();
        while (!request.getTarget().endsWith("/" + endpoint(method))) {
            request = SERVER.takeRequest();
        }
        ByteString body = Objects.requireNonNull(request.getBody());
        ObjectNode sent = (ObjectNode) Json.MAPPER.readTree(body.utf8());
        sent.findParents(UNKNOWN).forEach(parent -> ((ObjectNode) parent).remove(UNKNOWN));
        return sent;
    }

    private static Object argument(Parameter parameter, boolean isLeast) {
        if (isLeast && parameter.getType() == Optional.class) {
            return Optional.empty();
        }
        JavaType type = Json.MAPPER.constructType(parameter.getParameterizedType());
        JsonNode sample = Samples.of(type);
        boolean isBody = !parameter.isAnnotationPresent(Field.class) && parameter.getType() != Map.class;
        if (isBody) {
            String endpoint = endpoint((Method) parameter.getDeclaringExecutable());
            Samples.accessors(parameter.getType())
                    .filter(accessor -> (isLeast && isOptional(accessor)) || isOfOthers(accessor, endpoint))
                    .forEach(accessor -> ((ObjectNode) sample).remove(Samples.wireName(accessor)));
        }
        return Json.MAPPER.convertValue(sample, type);
    }

    private static boolean isOptional(Method accessor) {
        // Of these one must be given, and the server takes any.
        boolean isOneOfMany = accessor.getDeclaringClass() == SetStorageSettings.class;
        return accessor.getReturnType() == Optional.class && !isOneOfMany;
    }

    private static boolean isOfOthers(Method accessor, String endpoint) {
        Filter filter = accessor.getAnnotation(Filter.class);
        return filter != null
                && filter.endpoints().length > 0
                && !List.of(filter.endpoints()).contains(endpoint);
    }
}
