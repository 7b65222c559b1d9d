package io.clearmladmin.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.calls.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake answers every recorded request as the real server did, but for the differences that are listed. */
class RecordingsAgainstTheFakeTest {

    private static final Set<String> SET_BY_THE_CLIENT = Set.of("Connection", "Expect", "Host", "Content-Length");
    // Present where a user or a key has them.
    private static final Set<String> OPTIONAL = Set.of(
            "given_name",
            "family_name",
            "avatar",
            "label",
            "last_used",
            "last_used_from",
            "created_in_version",
            "created");
    private static final OkHttpClient HTTP = new OkHttpClient();

    private static final Pattern TOKEN = Pattern.compile("ey\\w+\\.ey[\\w-]+\\.[\\w-]+");

    private record Difference(Pattern recordings, String reason) {}

    private static List<Difference> differences() {
        try (InputStream in = Objects.requireNonNull(
                        RecordingsAgainstTheFakeTest.class.getResourceAsStream("/fake-differences.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new Difference(Pattern.compile(parts[0]), parts[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Stream<Recording> recordings() {
        return Stream.concat(Recording.all().stream(), Recording.administration().stream());
    }

    static Stream<Recording> alike() {
        List<Difference> differences = differences();
        return recordings()
                .filter(recording -> differences.stream()
                        .noneMatch(difference -> difference
                                .recordings()
                                .matcher(recording.name())
                                .matches()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alike")
    void status_code_subcode_and_shape_are_those_recorded(Recording recording) throws Exception {
        Map<String, String> fixed = recording.name().startsWith("08-") ? Map.of("john", "password") : Map.of();
        try (FakeServer server =
                new FakeServer(0, Edition.OPEN_SOURCE, Clock.systemUTC(), Duration.ofDays(30), fixed)) {
            RecordedWorld world = new RecordedWorld(server, recording);
            String authorization = world.prepare();
            if (recording.name().matches("2.*|0[34]-(projects|tasks)-.*")) {
                new AdministrationWorld(server.world(), recording, world.company()).prepare();
                storesDown(server, recording);
            }
            int status;
            String text;
            try (Response response = HTTP.newCall(request(server, recording, authorization, world))
                    .execute()) {
                status = response.code();
                text = text(response);
            }

            assertThat(status).as(text).isEqualTo(recording.status());
            if (recording.response().has("json")) {
                JsonNode answer = Wire.JSON.readTree(text);
                JsonNode meta = recording.response().path("json").path("meta");
                assertThat(answer.path("meta").path("result_code")).isEqualTo(meta.path("result_code"));
                assertThat(answer.path("meta").path("result_subcode")).as(text).isEqualTo(meta.path("result_subcode"));
                assertThat(shape(answer.path("meta"))).isEqualTo(shape(meta));
                assertThat(shape(answer.path("data"))).isEqualTo(shape(recording.data()));
            }
        }
    }

    // What was seen of a server whose Elasticsearch or Redis was stopped.
    private static void storesDown(FakeServer server, Recording recording) {
        if (recording.name().contains("-es-down-") && recording.status() == 500) {
            server.inject(Fault.storeDown());
        }
        if (recording.name().contains("-redis-down-") && recording.status() == 500) {
            server.inject(Fault.refusal(500, 0));
        }
    }

    @Test
    void every_listed_difference_is_one() {
        List<Recording> all = recordings().toList();
        assertThat(differences())
                .allSatisfy(difference -> assertThat(all)
                        .as(difference.reason())
                        .anyMatch(recording -> difference
                                .recordings()
                                .matcher(recording.name())
                                .matches()));
    }

    private static String withOwnTokens(String text, RecordedWorld world) {
        return TOKEN.matcher(text).replaceAll(token -> world.tokenLike(token.group()));
    }

    private static String text(Response response) throws IOException {
        if (response.request().method().equals("HEAD")) {
            return "";
        }
        boolean isZipped = "gzip".equals(response.header("Content-Encoding"));
        try (BufferedSource body = isZipped
                ? Okio.buffer(new GzipSource(response.body().source()))
                : response.body().source()) {
            return body.readUtf8();
        }
    }

    private static Request request(FakeServer server, Recording recording, String authorization, RecordedWorld world) {
        Request.Builder request = new Request.Builder().url(server.url() + recording.path());
        recording.request().path("headers").properties().forEach(header -> {
            boolean isOurs = SET_BY_THE_CLIENT.contains(header.getKey())
                    || header.getKey().equals("Authorization");
            if (!isOurs) {
                request.header(header.getKey(), withOwnTokens(header.getValue().asText(), world));
            }
        });
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        JsonNode body = recording.request().path("body");
        String method = recording.request().path("method").asText();
        boolean mayHaveBody = !method.equals("GET") && !method.equals("HEAD");
        if (body.isObject()) {
            byte[] bytes = Base64.getDecoder().decode(body.path("base64").asText());
            return request.method(method, RequestBody.create(bytes)).build();
        }
        if (!body.isTextual()) {
            return request.method(method, mayHaveBody ? RequestBody.create(new byte[0]) : null)
                    .build();
        }
        // The server takes every method for the same; OkHttp sends no body with a GET.
        return request.method(
                        mayHaveBody ? method : "POST",
                        RequestBody.create(withOwnTokens(body.asText(), world).getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** The paths of a tree, each with the kind of what stands there; elements of a list count as one. */
    private static Set<String> shape(JsonNode tree) {
        Set<String> shape = new TreeSet<>();
        collect("", tree, shape);
        return shape;
    }

    private static void collect(String path, JsonNode node, Set<String> shape) {
        if (node.isObject()) {
            shape.add(path + " object");
            node.properties().forEach(field -> {
                if (!OPTIONAL.contains(field.getKey())) {
                    collect(path + "/" + field.getKey(), field.getValue(), shape);
                }
            });
        } else if (node.isArray()) {
            shape.add(path + " list");
            node.forEach(element -> collect(path + "[]", element, shape));
        } else {
            shape.add(path + " " + node.getNodeType());
        }
    }
}
