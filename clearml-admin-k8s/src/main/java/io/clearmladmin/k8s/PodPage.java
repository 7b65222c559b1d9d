package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** One page of a list of pods, which are handed over while it is read. For one reading. */
final class PodPage {

    // Slow networks take their time, but not for ever.
    private static final int PATIENCE = 6;

    private String kind = "";
    private String version = "";
    private String next = "";

    /** The list's version, as soon as that was read. */
    String version() {
        return version;
    }

    /** With what the next page is requested; empty if there is none. */
    String next() {
        return next;
    }

    /**
     * Reads it to its end.
     *
     * @param patience how long the answer is waited for, and how long it may fall silent; its bytes are waited for six times as
     *     long in all
     * @param size how many bytes it may have
     */
    void read(ApiServer api, ApiRequest ask, Duration patience, long size, PodReader pods, Consumer<TaskPod> each) {
        try (BodyStream body = api.get(ask, patience, patience).bounded(patience.multipliedBy(PATIENCE), size);
                JsonParser json = PodReader.JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no object");
            }
            PodReader.fields(json, field -> {
                switch (field) {
                    case "kind" -> kind = PodReader.text(json);
                    case "metadata" -> PodReader.fields(json, key -> metadata(json, key));
                    case "items" -> PodReader.items(json, () -> each.accept(pods.read(json)));
                    default -> json.skipChildren();
                }
            });
        } catch (IOException failure) {
            throw api.brokenOff(ask, failure);
        }
        if (!kind.equals("PodList")) {
            throw api.foreign(ask);
        }
    }

    private void metadata(JsonParser json, String key) throws IOException {
        switch (key) {
            case "resourceVersion" -> version = PodReader.text(json);
            case "continue" -> next = PodReader.text(json);
            default -> json.skipChildren();
        }
    }
}
