package io.clearmladmin.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clearmladmin.internal.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;

/** An exchange with a real server of version 2.3.0. */
record Recording(String name, JsonNode request, JsonNode response) {

    private static final String FOLDER = "/wire/clearml-2.3.0/";
    private static final String ADMINISTRATION = "/wire/clearml-2.3.0-admin/";
    private static final String NULLS = "/wire/clearml-2.3.0-nulls/";
    private static final String REFUSED_TYPES = "/wire/clearml-2.3.0-refused-types/";
    private static final Pattern ENDPOINT = Pattern.compile(".*/(\\w+\\.\\w+)/?(\\?.*)?");

    static List<Recording> all() {
        return indexed(FOLDER);
    }

    /** Tasks, projects, models, queues with tasks, workers, events, serving, storage. */
    static List<Recording> administration() {
        return indexed(ADMINISTRATION);
    }

    private static List<Recording> indexed(String folder) {
        try (InputStream in = resource(folder + "INDEX.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> read(folder, line.split("\t", 2)[0] + ".json"))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** The failures (5xx) of a server whose Redis or Elasticsearch was gone, or that met what it does not expect. */
    static List<Recording> failures() {
        return administration().stream()
                .filter(recording -> recording.status() >= 500)
                .toList();
    }

    /** Replies with nulls in them, or from which nulls in the database were left out. */
    static List<Recording> withNulls() {
        return in(NULLS);
    }

    /** Refusals of fields that were not of the type that the server wants. */
    static List<Recording> withRefusedTypes() {
        return in(REFUSED_TYPES);
    }

    private static List<Recording> in(String name) {
        URL folder = Objects.requireNonNull(Recording.class.getResource(name));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .map(file -> read(name, file))
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static Recording read(String name) {
        return read(FOLDER, name + ".json");
    }

    private static Recording read(String folder, String file) {
        String name = file.replace(".json", "");
        try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(folder + file), file)) {
            JsonNode tree = Json.MAPPER.readTree(in);
            return new Recording(name, tree.get("request"), tree.get("response"));
        } catch (IOException unreadable) {
            throw new AssertionError(name, unreadable);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream(name), name);
    }

    /** The endpoint that was called; empty if the path names none. */
    Optional<String> endpoint() {
        Matcher path = ENDPOINT.matcher(request.path("path").asText());
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }

    /** What was sent; empty if it was no JSON object. */
    Optional<Map<String, Object>> body() {
        JsonNode body = request.path("body");
        if (body.isNull() || body.asText().isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            return Json.MAPPER.readTree(body.asText()) instanceof ObjectNode object
                    ? Optional.of(Json.MAPPER.convertValue(
                            object,
                            Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class)))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    int status() {
        return response.path("status").asInt();
    }

    boolean hasEnvelope() {
        return envelope().has("meta");
    }

    int subcode() {
        return envelope().path("meta").path("result_subcode").asInt();
    }

    // A text where the reply is not quite JSON, such as one with NaN in it.
    private JsonNode envelope() {
        try {
            return response.has("json") ? response.get("json") : Json.MAPPER.readTree(text());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The body of the reply as it was. */
    String text() {
        return response.has("json")
                ? response.get("json").toString()
                : response.path("text").asText("");
    }

    MockResponse reply() {
        return reply(text());
    }

    /** The reply with another body. */
    MockResponse reply(String text) {
        MockResponse.Builder reply = new MockResponse.Builder().code(status()).body(text);
        JsonNode type = response.path("headers").path("Content-Type");
        return (type.isTextual() ? reply.setHeader("Content-Type", type.asText()) : reply).build();
    }

    @Override
    public String toString() {
        return name;
    }
}
