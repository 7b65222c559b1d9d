package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.ClearMl;
import io.clearmladmin.OpenedClients;
import io.clearmladmin.endpoint.Download;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Paged;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.metering.CategoryUsage;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.organization.OrganizationCompany;
import io.clearmladmin.organization.Owner;
import io.clearmladmin.workers.ActivitySeries;
import io.clearmladmin.workers.MetricStats;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An explicit null in a reply is the same as a field that is not there. */
class NullsTest {

    private static final MockWebServer SERVER = TestClients.server();
    /** How many fields of a recorded reply are tried in a default build, and in the long suite. */
    private static final int SOME = 6;

    private static final int MANY = 600;
    private static final Set<String> SERIES = Set.of("dates", "counts", "values");
    private static final Set<String> AMOUNTS = Set.of("usages", "costs");
    private static volatile String reply = "";
    private static ClearMl clearml;

    @BeforeAll
    static void start() throws IOException {
        SERVER.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body(reply)
                        .build();
            }
        });
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        clearml = TestClients.of(
                SERVER.url("/"), settings -> settings.basicAuth(true).maxAttempts(1));
    }

    @AfterAll
    static void stop() {
        clearml.close();
        SERVER.close();
    }

    /** What a method reads: the type, and where in the data it stands. */
    record Read(JavaType type, String path) {

        static Read of(Method method) {
            JavaType returns = Json.MAPPER.constructType(method.getGenericReturnType());
            JavaType read = returns.hasRawClass(Paged.class)
                    ? Json.MAPPER.getTypeFactory().constructCollectionType(List.class, returns.containedType(0))
                    : returns;
            return new Read(read, method.getAnnotation(Endpoint.class).result());
        }

        /** The whole reply. */
        String reply(JsonNode value) {
            String[] steps = path.isEmpty() ? new String[0] : path.split("\\.", -1);
            JsonNode data = value;
            for (int i = steps.length - 1; i >= 0; i--) {
                data = Json.MAPPER.createObjectNode().set(steps[i], data);
            }
            return "{\"meta\":{\"result_code\":200,\"result_subcode\":0},\"data\":" + data + "}";
        }

        @Nullable
        Object from(JsonNode value) throws IOException {
            return from(reply(value));
        }

        private @Nullable Object from(String reply) throws IOException {
            Envelope envelope = new Envelope(true);
            try (JsonParser parser = Json.MAPPER.createParser(reply)) {
                envelope.read(parser, ResultReader.of(type, path));
            }
            return envelope.value();
        }

        Object outcomeOfData(JsonNode data) {
            return outcome("{\"meta\":{\"result_code\":200},\"data\":" + data + "}");
        }

        /** The value, or what is said to be wrong with the reply. */
        Object outcome(JsonNode value) {
            return outcome(reply(value));
        }

        private Object outcome(String reply) {
            try {
                Object read = from(reply);
                requireNoNull("", type, read);
                return Objects.requireNonNull(read);
            } catch (JsonMappingException misfit) {
                return DecodingProblem.describe(misfit);
            } catch (IOException missing) {
                return String.valueOf(missing.getMessage());
            }
        }

        @Override
        public String toString() {
            return type.toCanonical().replaceAll("[\\w.]+\\.", "") + " " + path;
        }
    }

    static Stream<Read> reads() {
        return Stream.concat(
                        ServiceMethods.all().stream()
                                .filter(method -> method.getReturnType() != Download.class)
                                .filter(method -> method.getReturnType() != void.class)
                                .map(Read::of),
                        Arrays.stream(MeteringClient.class.getMethods())
                                .filter(method -> method.getReturnType() == List.class)
                                .map(method ->
                                        new Read(Json.MAPPER.constructType(method.getGenericReturnType()), "tenants")))
                .distinct();
    }

    @Test
    void all_replies_are_tried() {
        assertThat(reads()).hasSizeGreaterThan(70);
        assertThat(reads().map(Read::path)).contains("tenants");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_null_is_the_same_as_what_is_left_out_at_every_depth(Read read) throws IOException {
        JsonNode filled = Samples.of(read.type());
        requireNoNull("", read.type(), read.from(filled));
        for (JsonPointer place : places(filled)) {
            if (isUsage(read) && isIn(Set.of("dates"), place)) {
                continue; // The days of a bill, of which none can be left out: below.
            }
            Object without = read.outcome(changed(filled, place, false));
            assertThat(read.outcome(changed(filled, place, true)))
                    .as(place.toString())
                    .isEqualTo(without);
            if (without instanceof String problem && !read.type().hasRawClass(String.class)) {
                String field = fieldName(read, place) + " is missing or null";
                assertThat(problem).isEqualTo(field);
                reply = read.reply(changed(filled, place, true));
                assertThatThrownBy(() -> call(ResultReader.of(read.type(), read.path())))
                        .isInstanceOf(DecodingException.class)
                        .hasMessage("debug.ping: the reply cannot be read: " + field);
            }
        }
    }

    private static @Nullable Object call(Result result) {
        EndpointSpec line = EndpointSpec.named("debug.ping", Repeat.SAFE);
        return OpenedClients.client(clearml).send(line, Bodies.write(Map.of()), result);
    }

    /** A user's own record, with all that one may have. */
    @SuppressWarnings("ArrayRecordComponent") // one may have an array, and this one is read field by field
    record Own(
            String id,
            int number,
            boolean flag,
            Optional<String> text,
            OptionalInt optionalNumber,
            @JsonProperty(required = true) String needed,
            @Nullable JsonNode tree,
            @Nullable List<String> list,
            Map<String, Integer> map,
            Optional<List<Own>> inner,
            String @Nullable [] array,
            @JsonAnySetter Map<String, Object> more) {

        Own {
            Objects.requireNonNull(id, "id");
        }
    }

    /** A user's own class, with a default that a null must not undo. */
    static final class Bean {
        public String name = "nobody";
        public List<String> tags = List.of("none");
        public int number = 5;
    }

    private static final String OWN = "{'id':'i','needed':'n','number':1,'flag':true,'text':'t','optional_number':2,"
            + "'tree':{'a':1},'list':['a','b'],'map':{'a':1,'b':2},'array':['a','b'],'unknown':3,'other':4,"
            + "'inner':[{'id':'j','needed':'m','text':'t','list':['c'],'map':{},'optional_number':3,'unknown':5}]}";

    @Test
    void a_users_own_record_is_read_alike() throws IOException {
        Read read = new Read(Json.MAPPER.constructType(Own.class), "");
        JsonNode filled = Json.MAPPER.readTree(OWN.replace('\'', '"'));
        for (JsonPointer place : places(filled)) {
            // Of a tree, an inner null is a part as any other.
            if (!place.toString().startsWith("/tree/")) {
                assertThat(text(read, changed(filled, place, true)))
                        .as(place.toString())
                        .isEqualTo(text(read, changed(filled, place, false)));
            }
        }
        assertThat(text(read, changed(filled, JsonPointer.compile("/inner/0/id"), true)))
                .isEqualTo("inner[0].id is missing or null");
        assertThat(text(read, changed(filled, JsonPointer.compile("/inner/0/needed"), true)))
                .isEqualTo("inner[0].needed is missing or null");
    }

    private static String text(Read read, JsonNode value) {
        try {
            Own own = (Own) Objects.requireNonNull(read.from(value));
            return own.toString().replaceAll("@\\w+", "") + Arrays.toString(own.array());
        } catch (JsonMappingException misfit) {
            return DecodingProblem.describe(misfit);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void a_null_does_not_undo_the_default_of_a_users_own_class() throws IOException {
        Read read = new Read(Json.MAPPER.constructType(Bean.class), "");
        JsonNode nulls = Json.MAPPER.readTree("{\"name\":null,\"tags\":null,\"number\":null}");
        Bean bean = (Bean) Objects.requireNonNull(read.from(nulls));
        assertThat(bean.name).isEqualTo("nobody");
        assertThat(bean.tags).containsExactly("none");
        assertThat(bean.number).isEqualTo(5);
    }

    @Test
    void what_a_constructor_says_of_a_value_is_not_printed() {
        reply = "{\"meta\":{\"result_code\":200},\"data\":{\"id\":\"canary\"}}";
        assertThatThrownBy(() -> clearml.call("debug.ping", Repeat.SAFE, Map.of(), Picky.class))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("at id the value does not fit")
                .hasMessageNotContaining("canary");
    }

    /** A user's own record that refuses a value. */
    record Picky(String id) {
        Picky {
            throw new IllegalArgumentException("id: is odd, '" + id + "'");
        }
    }

    // 09-json-null-is-java-null
    @Test
    void a_real_servers_null_is_empty() throws IOException {
        Recording recording = Recording.withNulls().get(1);
        JsonNode data = recording.response().path("json").path("data").path("companies");
        Read companies =
                Read.of(ServiceMethods.of("organization.get_user_companies").orElseThrow());
        assertThat(companies.from(data))
                .asInstanceOf(InstanceOfAssertFactories.list(OrganizationCompany.class))
                .flatExtracting(OrganizationCompany::owners)
                .extracting(Owner::avatar)
                .hasSizeGreaterThan(3)
                .containsOnly(Optional.empty());
        Owner owner = Json.MAPPER.readValue(
                "{\"avatar\":null,\"id\":\"u1\",\"name\":\"Ann\",\"shoe_size\":null}", Owner.class);
        assertThat(owner).isEqualTo(new Owner("u1", Optional.of("Ann"), Optional.empty(), Map.of()));
    }

    @Test
    void the_days_of_a_bill_are_not_shifted() throws IOException {
        CategoryUsage usage = Json.MAPPER.readValue(
                "{\"dates\":[\"2026-11-01\",\"2026-11-02\"],\"usages\":[null,2],\"costs\":[null,0.2],"
                        + "\"labels\":{\"gpu\":{\"usages\":[null,2]}}}",
                CategoryUsage.class);
        assertThat(usage.usages()).containsExactly(BigDecimal.ZERO, new BigDecimal("2"));
        assertThat(usage.costs()).containsExactly(BigDecimal.ZERO, new BigDecimal("0.2"));
        assertThat(Objects.requireNonNull(usage.labels().get("gpu")).usages()).isEqualTo(usage.usages());
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"dates\":[null,\"2026-11-02\"]}", CategoryUsage.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        misfit ->
                                assertThat(DecodingProblem.describe(misfit)).isEqualTo("dates[0] is missing or null"));
    }

    @Test
    void a_point_of_a_series_without_a_number_is_left_out_with_its_time() throws IOException {
        MetricStats stats = Json.MAPPER.readValue(
                "{\"dates\":[1795220187,1795220247,null,1795220367],\"values\":[1.5,null,2.5,3.5]}", MetricStats.class);
        assertThat(stats.dates()).containsExactly(Instant.ofEpochSecond(1795220187), Instant.ofEpochSecond(1795220367));
        assertThat(stats.values()).containsExactly(1.5, 3.5);
        ActivitySeries series =
                Json.MAPPER.readValue("{\"dates\":[1795220187,1795220247],\"counts\":[null,2]}", ActivitySeries.class);
        assertThat(series.dates()).containsExactly(Instant.ofEpochSecond(1795220247));
        assertThat(series.counts()).containsExactly(2);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void an_object_with_nothing_but_nulls_is_like_an_empty_one(Read read) {
        JsonNode filled = Samples.of(read.type());
        JsonNode nulls = filled.deepCopy();
        JsonNode nothing = filled.deepCopy();
        if ((filled.isArray() ? filled.get(0) : filled) instanceof ObjectNode fields) {
            names(fields).forEach(name -> {
                ((ObjectNode) (filled.isArray() ? nulls.get(0) : nulls)).putNull(name);
                ((ObjectNode) (filled.isArray() ? nothing.get(0) : nothing)).remove(name);
            });
        }
        assertThat(read.outcome(nulls)).isEqualTo(read.outcome(nothing));
    }

    private static List<JsonPointer> places(JsonNode tree) {
        List<JsonPointer> places = new ArrayList<>();
        collect(JsonPointer.empty(), tree, places);
        return places;
    }

    private static void collect(JsonPointer at, JsonNode node, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonPointer place = at.appendProperty(field.getKey());
                places.add(place);
                collect(place, field.getValue(), places);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at.appendIndex(i));
            collect(at.appendIndex(i), node.get(i), places);
        }
    }

    private static Set<String> names(ObjectNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode changed(JsonNode tree, JsonPointer place, boolean isNull) {
        JsonNode copy = tree.deepCopy();
        JsonNode parent = copy.at(place.head());
        JsonPointer last = Objects.requireNonNull(place.last());
        if (parent instanceof ObjectNode object) {
            if (isNull) {
                object.putNull(last.getMatchingProperty());
            } else {
                object.remove(last.getMatchingProperty());
            }
            return copy;
        }
        int index = last.getMatchingIndex();
        if (isNull) {
            ((ArrayNode) parent).setNull(index);
        } else if (isIn(AMOUNTS, place)) {
            ((ArrayNode) parent).set(index, 0);
        } else if (isIn(SERIES, place)) {
            // A point goes as a whole.
            JsonNode series = copy.at(place.head().head());
            SERIES.stream().filter(series::has).forEach(name -> ((ArrayNode) series.get(name)).remove(index));
        } else {
            ((ArrayNode) parent).remove(index);
        }
        return copy;
    }

    private static boolean isIn(Set<String> lists, JsonPointer place) {
        JsonPointer list = place.head().last();
        return list != null && lists.contains(list.getMatchingProperty());
    }

    private static boolean isUsage(Read read) {
        return read.toString().contains("Usages");
    }

    private static String fieldName(Read read, JsonPointer place) {
        String inValue = place.toString().replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        String name = read.path() + inValue;
        return name.startsWith(".") ? name.substring(1) : name;
    }

    static Stream<Recording> recorded() {
        return Stream.concat(Recording.all().stream(), Recording.withNulls().stream())
                .filter(recording -> recording.status() == 200)
                .filter(recording ->
                        recording.response().path("json").path("data").isObject())
                .filter(recording -> recording
                        .endpoint()
                        .flatMap(ServiceMethods::of)
                        .filter(method ->
                                method.getReturnType() != void.class && method.getReturnType() != Download.class)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void some_fields_of_a_recorded_reply_are_nulled(Recording recording) {
        List<JsonPointer> places = places(recording.response().path("json").path("data"));
        Collections.shuffle(places, new Random(recording.name().hashCode()));
        nulled(recording, places.stream().limit(SOME));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("recorded")
    void all_fields_of_a_recorded_reply_are_nulled(Recording recording) {
        List<JsonPointer> places = places(recording.response().path("json").path("data"));
        Collections.shuffle(places, new Random(5));
        nulled(recording, places.stream().limit(MANY));
    }

    private static void nulled(Recording recording, Stream<JsonPointer> places) {
        Method method = recording.endpoint().flatMap(ServiceMethods::of).orElseThrow();
        Read whole = new Read(
                Read.of(method).type(), method.getAnnotation(Endpoint.class).result());
        JsonNode data = recording.response().path("json").path("data");
        places.forEach(place -> {
            Object nulled = whole.outcomeOfData(changed(data, place, true));
            Object without = whole.outcomeOfData(changed(data, place, false));
            assertThat(plain(nulled)).as(recording + " " + place).isEqualTo(plain(without));
        });
    }

    // Without the nulls in what has no type of ours.
    private static JsonNode plain(Object outcome) {
        JsonNode tree = Json.MAPPER.valueToTree(outcome);
        strip(tree);
        return tree;
    }

    private static void strip(JsonNode tree) {
        tree.forEach(NullsTest::strip);
        for (Iterator<JsonNode> nodes = tree.elements(); nodes.hasNext(); ) {
            if (nodes.next().isNull()) {
                nodes.remove();
            }
        }
    }

    // What has no type of ours is as it came.
    private static void requireNoNull(String place, JavaType type, @Nullable Object value) {
        assertThat(value).as(place).isNotNull();
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(one -> requireNoNull(place, type.containedTypeOrUnknown(0), one));
        } else if (value instanceof Map<?, ?> map && type.isMapLikeType()) {
            map.forEach((name, one) -> requireNoNull(place + "." + name, type.getContentType(), one));
        } else if (value instanceof Collection<?> many && type.isCollectionLikeType()) {
            many.forEach(one -> requireNoNull(place + "[]", type.getContentType(), one));
        } else if (value != null && (value.getClass().isRecord() || value instanceof Extensible)) {
            Stream<Method> accessors = value.getClass().isRecord()
                    ? Samples.accessors(value.getClass())
                    : Samples.accessors(type.getRawClass());
            accessors.forEach(accessor -> requireNoNull(
                    place + "." + accessor.getName(),
                    Json.MAPPER.constructType(accessor.getGenericReturnType()),
                    invoke(accessor, value)));
        }
    }

    private static @Nullable Object invoke(Method accessor, Object value) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }
}
