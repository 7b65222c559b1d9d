package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.UserInfoQuery;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.organization.EntitiesCountQuery;
import io.clearmladmin.organization.TagsFilter;
import io.clearmladmin.organization.TagsQuery;
import io.clearmladmin.queues.QueueQuery;
import io.clearmladmin.users.UserQuery;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that is set to nothing never reaches the server, which would take it for no filter and answer with all. */
class FiltersTest {

    /** What requests hold that says how to answer, not about what. */
    private static final Set<String> NO_FILTERS = Set.of(
            "additional",
            "callbackUrlPrefix",
            "expandGroups",
            "items", // refused by the request itself
            "onlyFields", // never empty: id is added
            "metricType",
            "order",
            "orderBy",
            "state");
    /** Requests that refuse an empty text themselves, since they need one of two. */
    private static final Set<String> ONE_OF_TWO = Set.of("WhitelistQuery", "ConfigurationTemplateQuery");
    /** Parameters that are what shall be, not what it is about. */
    private static final Set<String> SETTINGS = Set.of("domains", "metadata", "runtime_properties", "wizard_overrides");

    private static final MockWebServer SERVER = TestClients.server();
    private static ClearMl clearml;

    @BeforeAll
    static void start() throws IOException {
        SERVER.setDispatcher(TestClients.answering(request ->
                TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build()));
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        clearml = TestClients.of(SERVER);
    }

    @AfterAll
    static void stop() {
        clearml.close();
        SERVER.close();
    }

    /** A way to say nothing in a filter of a call. */
    record Nothing(Method method, String filter, Object value, List<Object> arguments) {

        @Override
        public String toString() {
            return method.getAnnotation(Endpoint.class).name() + " " + filter + " " + value;
        }
    }

    static Stream<Method> methods() {
        return ServiceMethods.all().stream();
    }

    static Stream<Class<?>> queries() {
        return Stream.concat(
                        methods()
                                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                                .filter(type -> type.getSimpleName().endsWith("Query")),
                        Stream.of(TenantUsagesQuery.class, TagsFilter.class))
                .distinct();
    }

    private static Stream<Method> accessors(Class<?> type) {
        return Samples.accessors(type);
    }

    private static JavaType held(Type type) {
        JavaType value = Json.MAPPER.constructType(type);
        return value.hasRawClass(Optional.class) ? value.containedType(0) : value;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void whatever_may_be_empty_in_a_query_is_known_as_a_filter_or_as_none(Class<?> query) {
        accessors(query)
                .filter(accessor -> !NO_FILTERS.contains(accessor.getName()))
                .filter(accessor -> !ONE_OF_TWO.contains(query.getSimpleName()))
                .filter(accessor -> {
                    JavaType type = held(accessor.getGenericReturnType());
                    boolean isOptionalText =
                            type.hasRawClass(String.class) && accessor.getReturnType() == Optional.class;
                    return type.isContainerType()
                            || isOptionalText
                            || type.getRawClass().getSimpleName().endsWith("Filter");
                })
                .forEach(accessor -> assertThat(accessor.isAnnotationPresent(Filter.class))
                        .as(query.getSimpleName() + "." + accessor.getName() + " has @Filter, or is in a table here")
                        .isTrue());
    }

    @Test
    void so_is_every_list_among_the_parameters() {
        methods().flatMap(method -> Arrays.stream(method.getParameters())).forEach(parameter -> {
            Field field = parameter.getAnnotation(Field.class);
            if (field != null
                    && Collection.class.isAssignableFrom(
                            held(parameter.getParameterizedType()).getRawClass())
                    && !SETTINGS.contains(field.value())) {
                assertThat(parameter.isAnnotationPresent(Filter.class))
                        .as(parameter.toString())
                        .isTrue();
            }
        });
        assertThat(queries()).hasSizeGreaterThan(20);
    }

    static Stream<Nothing> nothings() {
        return methods().filter(FiltersTest::hasFilters).flatMap(method -> {
            List<Nothing> nothings = new ArrayList<>();
            Object[] whole = arguments(method);
            for (int i = 0; i < whole.length; i++) {
                Parameter parameter = method.getParameters()[i];
                for (Object nothing : List.of(List.of(), Collections.singletonList(null), List.of(""), List.of(" "))) {
                    if (parameter.isAnnotationPresent(Filter.class)) {
                        Object[] arguments = whole.clone();
                        arguments[i] = parameter.getType() == Optional.class ? Optional.of(nothing) : nothing;
                        nothings.add(new Nothing(
                                method,
                                parameter.getAnnotation(Field.class).value(),
                                nothing,
                                Arrays.asList(arguments)));
                    }
                }
                if (parameter.getType().getSimpleName().endsWith("Query")) {
                    int position = i;
                    accessors(parameter.getType())
                            .filter(accessor -> accessor.isAnnotationPresent(Filter.class))
                            .forEach(accessor -> values(accessor).forEach(value -> {
                                Object[] arguments = whole.clone();
                                arguments[position] = with(parameter.getType(), accessor, value);
                                nothings.add(new Nothing(method, accessor.getName(), value, Arrays.asList(arguments)));
                            }));
                }
            }
            return nothings.stream();
        });
    }

    private static boolean hasFilters(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Filter.class)
                        || accessors(parameter.getType()).anyMatch(one -> one.isAnnotationPresent(Filter.class)));
    }

    private static Stream<Object> values(Method accessor) {
        JavaType type = held(accessor.getGenericReturnType());
        if (type.hasRawClass(String.class)) {
            return Stream.of("", " ");
        }
        if (type.hasRawClass(Map.class)) {
            return Stream.of(
                    Map.of("id", List.of()),
                    Collections.singletonMap("id", null),
                    Map.of("tags", Map.of("any", Map.of("include", List.of()))),
                    Map.of("id", Collections.singletonList(null)));
        }
        return type.isContainerType()
                ? Stream.of(List.of(), Collections.singletonList(null), List.of(""))
                : Stream.of(TagsFilter.builder().tags(List.of()).build());
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> {
                    JavaType type = Json.MAPPER.constructType(parameter.getParameterizedType());
                    JsonNode sample = Samples.of(type);
                    return parameter.getType().getSimpleName().endsWith("Query")
                            ? query(parameter.getType())
                            : Json.MAPPER.<Object>convertValue(sample, type);
                })
                .toArray();
    }

    /** A query with all that it needs and nothing else. */
    private static Object query(Class<?> type) {
        var whole = Samples.object(type);
        accessors(type)
                .filter(accessor -> accessor.getReturnType() == Optional.class)
                .forEach(accessor -> whole.remove(Samples.wireName(accessor)));
        if (type.getSimpleName().equals("WhitelistQuery")) {
            whole.put("email", "ann@example.org");
        }
        if (type.getSimpleName().equals("ConfigurationTemplateQuery")) {
            whole.put("id", "c1");
        }
        return Json.MAPPER.convertValue(whole, type);
    }

    /** The query with a filter set, as a caller would: by its builder. */
    private static Object with(Class<?> type, Method accessor, Object value) {
        try {
            Object builder = type.getMethod("builder").invoke(null);
            Class<?> generated = builder.getClass().getSuperclass();
            invoke(generated, "from", type, builder, query(type));
            boolean isOptional = accessor.getReturnType() == Optional.class;
            Object given = isOptional ? Optional.of(value) : value;
            Class<?> parameter = isOptional ? Optional.class : Iterable.class;
            invoke(generated, accessor.getName(), parameter, builder, given);
            Method build = generated.getMethod("build");
            build.setAccessible(true);
            return build.invoke(builder);
        } catch (InvocationTargetException refused) {
            return Objects.requireNonNull(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private static void invoke(Class<?> type, String name, Class<?> parameter, Object builder, Object value)
            throws ReflectiveOperationException {
        Method method = type.getMethod(name, parameter);
        method.setAccessible(true);
        method.invoke(builder, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothings")
    void nothing_is_never_sent(Nothing nothing) {
        for (Object argument : nothing.arguments()) {
            if (argument instanceof Throwable refused) {
                assertThat(refused).isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
                return;
            }
        }
        int before = SERVER.getRequestCount();
        Method method = nothing.method();
        boolean isEmptyList = List.of().equals(nothing.value());
        try {
            Object answer = method.invoke(
                    clearml.service(method.getDeclaringClass()),
                    nothing.arguments().toArray());
            assertThat(isEmptyList).as("it was taken for none: " + answer).isTrue();
            if (answer instanceof Paged<?> paged) {
                assertThat(paged.stream()).isEmpty();
                assertThat(paged.pages()).isEmpty();
            } else {
                assertThat(answer).isIn(List.of(), Map.of());
            }
        } catch (InvocationTargetException thrown) {
            assertThat(thrown.getCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(method.getAnnotation(Endpoint.class).name() + ": ")
                    .hasMessageContaining(nothing.filter());
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
        assertThat(SERVER.getRequestCount()).isEqualTo(before);
    }

    @Test
    void what_is_not_a_filter_is_sent_as_it_is() throws Exception {
        int before = SERVER.getRequestCount();
        assertThat(clearml.users().getAll(UserQuery.builder().orderBy(List.of()).build()))
                .isEmpty();
        assertThat(clearml.queues()
                        .getAllEx(QueueQuery.builder().filters(Map.of()).build()))
                .isEmpty();
        clearml.call("users.get_all", Repeat.SAFE, Map.of("id", List.of()));
        assertThat(SERVER.getRequestCount()).isGreaterThanOrEqualTo(before + 3);
    }

    @Test
    void a_filter_that_the_endpoint_does_not_know_is_refused() {
        assertThatThrownBy(() -> clearml.users()
                        .getAll(UserQuery.builder()
                                .activeInProjects(List.of("p"))
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users.get_all: activeInProjects is a filter that only users.get_all_ex supports");
        assertThatThrownBy(() -> clearml.queues()
                        .getAll(QueueQuery.builder()
                                .filters(Map.of("tags", List.of("a")))
                                .build()))
                .hasMessage("queues.get_all: filters is a filter that only queues.get_all_ex supports");
    }

    @Test
    void an_id_that_would_be_an_operator_is_refused_and_a_tag_is_not() {
        for (String id : List.of("-u1", "__$not")) {
            assertThatThrownBy(() -> clearml.users()
                            .getAll(UserQuery.builder().id(List.of("u0", id)).build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("users.get_all: id must not hold '" + id + "'");
        }
        assertThat(clearml.users()
                        .getAll(UserQuery.builder().id(List.of("__tests__")).build()))
                .isEmpty();
        assertThat(clearml.queues()
                        .getAll(QueueQuery.builder().tags(List.of("-old")).build()))
                .isEmpty();
    }

    @Test
    void filters_within_filters_are_named_by_their_paths() {
        TagsFilter none = TagsFilter.builder().systemTags(List.of()).build();
        assertThatThrownBy(() -> clearml.organization()
                        .getTags(TagsQuery.builder().filter(none).build()))
                .hasMessageContaining("organization.get_tags: filter.systemTags must not be empty");
        assertThatThrownBy(() -> clearml.organization()
                        .getEntitiesCount(EntitiesCountQuery.builder()
                                .tasks(Map.of("project", List.of()))
                                .build()))
                .hasMessageContaining("organization.get_entities_count: tasks.project must not be empty");
    }

    @Test
    void a_lookup_by_two_lists_needs_both() {
        assertThatThrownBy(() -> UserInfoQuery.builder()
                        .users(List.of())
                        .emails(List.of("ann@example.org"))
                        .build())
                .hasMessage("users: must not be empty");
    }

    @Test
    void the_metering_client_refuses_no_categories() {
        try (MeteringClient metering = MeteringClient.connect(SERVER.url("/").toString(), "KEY", "SECRET")) {
            int before = SERVER.getRequestCount();
            TenantUsagesQuery query = TenantUsagesQuery.builder()
                    .fromDate(LocalDate.of(2026, 11, 1))
                    .toDate(LocalDate.of(2026, 11, 2))
                    .categories(List.of())
                    .build();
            assertThatThrownBy(() -> metering.getUsages(query))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("get_usages: categories must not be empty");
            assertThat(SERVER.getRequestCount()).isEqualTo(before);
        }
    }

    /** A user's own request. */
    record OwnQuery(@Filter List<String> project, @Nullable String other) {}

    /** A user's own line. */
    interface OwnService {
        @Endpoint(name = "tasks.get_all", repeat = Repeat.SAFE, result = "tasks")
        List<Map<String, Object>> tasks(OwnQuery query);
    }

    @Test
    void a_users_own_request_may_say_which_of_its_lists_are_filters() {
        int before = SERVER.getRequestCount();
        OwnService service = clearml.service(OwnService.class);
        assertThat(service.tasks(new OwnQuery(List.of(), null))).isEmpty();
        assertThat(SERVER.getRequestCount()).isEqualTo(before);
        assertThat(service.tasks(new OwnQuery(List.of("p"), null))).isEmpty();
        assertThat(SERVER.getRequestCount()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ann", "a.b", "Acme (EU)", "100% [x]{2} ^$ \\d", "a|b", "*?+", "日本", "a/b#c-d", "O'Neil\t\"x\""})
    void an_exact_name_is_quoted(String name) throws IOException {
        String pattern = UserQuery.builder().name(name).build().namePattern().orElseThrow();
        assertThat(name).matches(Pattern.compile(pattern));
        assertThat("x" + name).doesNotMatch(Pattern.compile(pattern));
        assertThat(QueueQuery.builder().name(name).build().namePattern()).contains(pattern);
        Buffer sent = new Buffer();
        RequestBody body = Bodies.write(UserQuery.builder().name(name).build());
        body.writeTo(sent);
        assertThat(Json.MAPPER.readTree(sent.readUtf8()).path("name").asText()).isEqualTo(pattern);
    }

    @Test
    void a_pattern_is_sent_as_it_is_and_an_empty_one_refused() {
        assertThat(UserQuery.builder().namePattern("A.*").build().namePattern()).contains("A.*");
        assertThatThrownBy(() -> clearml.users()
                        .getAll(UserQuery.builder().namePattern("").build()))
                .hasMessageContaining("users.get_all: namePattern must not be empty");
        assertThatThrownBy(() -> UserQuery.builder().name(" ")).hasMessage("name: must not be empty");
    }
}
