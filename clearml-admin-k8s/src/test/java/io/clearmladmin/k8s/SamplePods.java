package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Pods as the API server writes them. */
final class SamplePods {

    private SamplePods() {}

    /** The pod of that name, whose uid is its name, in a version. */
    static TaskPod of(String name, long version) {
        return read(ScriptedApi.json(name, name, "Running", version, 1));
    }

    static TaskPod read(String json) {
        try (JsonParser parser = PodReader.JSON.createParser(json)) {
            parser.nextToken();
            return new PodReader(Set.of()).read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
