package io.clearmladmin.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An exchange with a real server of version 2.3.0. */
record Recording(String name, JsonNode request, JsonNode response) {

    private static final String FOLDER = "/wire/clearml-2.3.0/";
    private static final String ADMINISTRATION = "/wire/clearml-2.3.0-admin/";

    static List<Recording> all() {
        return all(FOLDER);
    }

    /** Tasks, projects, models, queues with tasks, workers, events, serving, storage. */
    static List<Recording> administration() {
        return all(ADMINISTRATION);
    }

    private static List<Recording> all(String folder) {
        try (InputStream in = resource(folder + "INDEX.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", 2)[0])
                    .map(name -> read(folder, name))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Recording read(String folder, String name) {
        try (InputStream in = resource(folder + name + ".json")) {
            JsonNode tree = Wire.JSON.readTree(in);
            return new Recording(name, tree.get("request"), tree.get("response"));
        } catch (IOException unreadable) {
            throw new AssertionError(name, unreadable);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream(name), name);
    }

    int status() {
        return response.path("status").asInt();
    }

    int subcode() {
        return response.path("json").path("meta").path("result_subcode").asInt();
    }

    String path() {
        return request.path("path").asText();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.path("headers").get(name)).map(JsonNode::asText);
    }

    JsonNode body() {
        try {
            return request.path("body").isTextual()
                    ? Wire.JSON.readTree(request.path("body").asText())
                    : Wire.JSON.createObjectNode();
        } catch (IOException notJson) {
            return Wire.JSON.createObjectNode();
        }
    }

    JsonNode data() {
        return response.path("json").path("data");
    }

    @Override
    public String toString() {
        return name;
    }
}
