package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import io.clearmladmin.k8s.ApiServer.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** One page of a list of objects, which are read one by one as they come. For one reading. */
final class ListPage {

    // Slow networks take their time, but not for ever.
    private static final int PATIENCE = 6;

    private final Set<String> kinds;
    private String kind = "";
    private String version = "";
    private String next = "";

    /** Of a list that calls itself one of these. */
    ListPage(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** Reads the pages of a list, one after the other; a page is requested with this parameter more. Returns the list's version. */
    static String readAll(Function<String, ListPage> read) {
        ListPage page = read.apply("");
        String version = page.version();
        while (!page.next().isEmpty()) {
            page = read.apply("&continue=" + ApiRequest.encode(page.next()));
        }
        return version;
    }

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
    void read(ApiServer api, ApiRequest ask, Duration patience, long size, ObjectReader items) {
        api.read(
                ask,
                patience,
                patience.multipliedBy(PATIENCE),
                size,
                json -> PodReader.fields(json, field -> {
                    switch (field) {
                        case "kind" -> kind = PodReader.text(json);
                        case "metadata" -> PodReader.fields(json, key -> metadata(json, key));
                        case "items" -> PodReader.items(json, () -> items.read(json));
                        default -> json.skipChildren();
                    }
                }));
        if (!kinds.contains(kind)) {
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
