package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.internal.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interfaces of a user's own become clients; malformed ones are refused when they are made. */
class ServicesTest {

    private static final int NUMBERS = 25;

    private final MockWebServer server = TestClients.server();
    private final List<JsonNode> bodies = new ArrayList<>();
    private volatile int largestPage = 500;
    private volatile boolean pageIsKept = true;
    private volatile String data = "{}";

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(TestClients.answering(request -> {
            bodies.add(body(request));
            return TestClients.json(200, TestClients.envelope(200, 0, "OK", answer(request)))
                    .build();
        }));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClearMl client() {
        return TestClients.of(server);
    }

    private String answer(RecordedRequest request) {
        if (!request.getTarget().contains("get_page")) {
            return data;
        }
        int page = pageIsKept ? body(request).path("page").asInt() : 0;
        int size = Math.min(largestPage, body(request).path("page_size").asInt());
        return IntStream.range(page * size, Math.min((page + 1) * size, NUMBERS))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "{\"numbers\":[", "]}"));
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return Json.MAPPER.readTree(
                    Objects.requireNonNull(request.getBody(), "body").toByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    record Robot(String name, Optional<Integer> armCount) {}

    /** What a user would write. */
    interface RobotService {

        @Endpoint(name = "robots.build", repeat = Repeat.UNSAFE, verifyWith = "robots.find", result = "robot")
        Robot build(Robot robot, @Field("factory") String factory);

        @Endpoint(name = "robots.find", repeat = Repeat.SAFE, result = "found.robots")
        List<Robot> find(@Field("name") Optional<String> name);

        @Endpoint(name = "robots.count", repeat = Repeat.SAFE, result = "count")
        long count();

        @Endpoint(name = "robots.oil", repeat = Repeat.SAFE)
        void oil(Map<String, ?> request);

        @Endpoint(name = "robots.get_page", repeat = Repeat.SAFE, result = "numbers")
        Paged<Integer> numbers(@Field("page_size") Optional<Integer> size);

        default Robot first() {
            return find(Optional.empty()).get(0);
        }
    }

    @Test
    void records_and_fields_make_the_body_and_the_reply_becomes_a_record() {
        data = "{\"robot\":{\"name\":\"Robby\",\"arm_count\":2,\"weight\":80}}";
        try (ClearMl clearml = client()) {
            Robot built = clearml.service(RobotService.class).build(new Robot("Robby", Optional.empty()), "F1");
            assertThat(built).isEqualTo(new Robot("Robby", Optional.of(2)));
            assertThat(bodies.get(0).toString()).isEqualTo("{\"name\":\"Robby\",\"factory\":\"F1\"}");
        }
    }

    @Test
    void an_empty_optional_field_is_left_out_and_default_methods_work() {
        data = "{\"found\":{\"robots\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}";
        try (ClearMl clearml = client()) {
            assertThat(clearml.service(RobotService.class).first().name()).isEqualTo("a");
            assertThat(bodies.get(0).toString()).isEqualTo("{}");
            assertThat(clearml.service(RobotService.class).find(Optional.of("b")))
                    .hasSize(2);
            assertThat(bodies.get(1).toString()).isEqualTo("{\"name\":\"b\"}");
        }
    }

    @Test
    void a_list_that_the_reply_leaves_out_is_empty() {
        try (ClearMl clearml = client()) {
            assertThat(clearml.service(RobotService.class).find(Optional.empty()))
                    .isEmpty();
        }
    }

    @Test
    void numbers_maps_and_nothing_are_results_too() {
        data = "{\"count\":7}";
        try (ClearMl clearml = client()) {
            RobotService robots = clearml.service(RobotService.class);
            assertThat(robots.count()).isEqualTo(7);
            robots.oil(Map.of("litres", 2));
            assertThat(bodies.get(1).toString()).isEqualTo("{\"litres\":2}");
        }
    }

    @Test
    void each_method_of_the_clients_own_services_is_well_formed() {
        assertThat(ServiceMethods.SERVICES)
                .allSatisfy(
                        service -> assertThatCode(() -> Services.check(service)).doesNotThrowAnyException());
    }

    @Test
    void a_service_is_equal_to_itself_only_and_prints_whose_it_is() {
        try (ClearMl clearml = client()) {
            RobotService robots = clearml.service(RobotService.class);
            assertThat(new HashSet<>(List.of(robots))).contains(robots);
            assertThat(robots).isSameAs(clearml.service(RobotService.class));
            assertThat(robots).isNotEqualTo(clearml.impersonating("u1").service(RobotService.class));
            assertThat(robots.toString()).startsWith("RobotService of ClearMl[http://");
        }
    }

    @Test
    void blank_and_null_arguments_are_refused_before_anything_is_sent() {
        try (ClearMl clearml = client()) {
            RobotService robots = clearml.service(RobotService.class);
            assertThatThrownBy(() -> robots.build(new Robot("x", Optional.empty()), " "))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("robots.build: factory must not be empty");
            assertThatThrownBy(() -> clearml.users().getById(nothing()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("users.get_by_id: user must not be null");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @SuppressWarnings("NullAway") // a caller without a null checker
    private static String nothing() {
        return null;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 25, 26, 500})
    void pages_are_read_one_by_one_until_one_is_empty(int size) {
        try (ClearMl clearml = client()) {
            Paged<Integer> numbers = clearml.service(RobotService.class).numbers(Optional.of(size));
            assertThat(bodies).as("nothing is sent before it is walked").isEmpty();
            List<Integer> all = new ArrayList<>();
            numbers.forEach(all::add);
            assertThat(all).isEqualTo(IntStream.range(0, NUMBERS).boxed().toList());
            assertThat(bodies).hasSize((NUMBERS + size - 1) / size + 1);
            assertThat(numbers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void a_server_that_returns_smaller_pages_than_requested_is_read_to_its_end(int largest) {
        largestPage = largest;
        try (ClearMl clearml = client()) {
            assertThat(clearml.service(RobotService.class).numbers(Optional.empty()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, NUMBERS).boxed().toList());
        }
    }

    // 34-paging-never-ends
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 500})
    void the_same_page_for_ever_is_an_error_that_says_so(int size) {
        pageIsKept = false;
        try (ClearMl clearml = client()) {
            Paged<Integer> numbers = clearml.service(RobotService.class).numbers(Optional.of(size));
            assertThatThrownBy(() -> numbers.forEach(number -> {}))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("robots.get_page: page ")
                    .hasMessageContaining("ignores page");
            assertThat(bodies).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_listing_is_lazy_and_may_be_iterated_again() {
        try (ClearMl clearml = client()) {
            Paged<Integer> numbers = clearml.service(RobotService.class).numbers(Optional.of(5));
            assertThat(numbers.stream().limit(4).toList()).containsExactly(0, 1, 2, 3);
            assertThat(bodies).hasSize(1);
            assertThat(numbers.pages()).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(5));
            Iterator<List<Integer>> pages = numbers.pages().iterator();
            for (int i = 0; i < 5; i++) {
                pages.next();
            }
            assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void a_page_size_that_the_server_would_not_keep_is_refused(int size) {
        try (ClearMl clearml = client()) {
            assertThatThrownBy(() -> clearml.service(RobotService.class).numbers(Optional.of(size)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("page_size must be from 1 to 500, got " + size);
        }
    }

    interface NoAnnotation {
        String missing();
    }

    interface NoSuchName {
        @Endpoint(name = "users/get_all", repeat = Repeat.SAFE)
        String wrong();
    }

    interface TwoBodies {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        String wrong(Map<String, ?> one, Map<String, ?> two);
    }

    interface TextAsBody {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        String wrong(String name);
    }

    interface SameFieldTwice {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        String wrong(@Field("x") String one, @Field("x") String two);
    }

    interface NamelessField {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        String wrong(@Field(" ") String one);
    }

    interface OwnTypeParameter {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        <T> List<T> wrong();
    }

    interface ResultOfNothing {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE, result = "x")
        void wrong();
    }

    interface StrangeResult {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE, result = "x..y")
        String wrong();
    }

    interface PagesOfNothing {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        Paged<String> wrong();
    }

    interface UnsafePages {
        @Endpoint(name = "a.b", repeat = Repeat.UNSAFE, result = "x")
        Paged<String> wrong();
    }

    interface Generic<T> {
        @Endpoint(name = "a.b", repeat = Repeat.SAFE)
        T wrong();
    }

    @Test
    void a_malformed_interface_is_refused_when_it_is_made_naming_the_method_and_what_is_wrong() {
        assertRefused(NoAnnotation.class, "NoAnnotation.missing: needs @Endpoint");
        assertRefused(NoSuchName.class, "NoSuchName.wrong: endpoint: must be like service.action");
        assertRefused(TwoBodies.class, "TwoBodies.wrong: has two parameters without @Field");
        assertRefused(TextAsBody.class, "TextAsBody.wrong: the parameter of type String needs @Field");
        assertRefused(SameFieldTwice.class, "SameFieldTwice.wrong: has two parameters for the field x");
        assertRefused(NamelessField.class, "NamelessField.wrong: has a @Field without a name");
        assertRefused(OwnTypeParameter.class, "OwnTypeParameter.wrong: must not have type parameters");
        assertRefused(ResultOfNothing.class, "ResultOfNothing.wrong: returns nothing");
        assertRefused(StrangeResult.class, "StrangeResult.wrong: result must be a field's name");
        assertRefused(PagesOfNothing.class, "PagesOfNothing.wrong: must name the result that holds a page");
        assertRefused(UnsafePages.class, "UnsafePages.wrong: must be SAFE");
        assertRefused(Generic.class, "a service must not have type parameters");
        assertRefused(String.class, "java.lang.String: a service must be an interface");
    }

    private void assertRefused(Class<?> type, String why) {
        try (ClearMl clearml = client()) {
            assertThatThrownBy(() -> clearml.service(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void a_call_by_name_refuses_names_that_are_none_and_bodies_that_are_none() {
        try (ClearMl clearml = client()) {
            assertThatThrownBy(() -> clearml.call("users/get_all", Repeat.SAFE, Map.of()))
                    .hasMessageContaining("must be like service.action");
            assertThatThrownBy(() -> clearml.call(" ", Repeat.SAFE, Map.of()))
                    .hasMessage("endpoint: must not be empty");
            assertThatThrownBy(() -> clearml.call("a.b", Repeat.SAFE, Map.of("x", new Object())))
                    .hasMessageContaining("cannot be written as JSON");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void a_call_by_name_reads_the_reply_as_a_type() {
        data = "{\"name\":\"Robby\",\"arm_count\":2}";
        try (ClearMl clearml = client()) {
            assertThat(clearml.call("robots.get", Repeat.SAFE, Map.of(), Robot.class)
                            .armCount())
                    .contains(2);
            assertThat(clearml.call("robots.get", Repeat.SAFE, Map.of())).containsEntry("name", "Robby");
        }
    }
}
