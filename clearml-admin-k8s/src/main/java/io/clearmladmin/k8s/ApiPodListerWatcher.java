package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One selection of pods as the API server lists and watches it. */
final class ApiPodListerWatcher implements PodListerWatcher {

    // How long the head of an answer may take: a watch answers at once.
    private static final Duration WATCH_HEAD = Duration.ofSeconds(5);
    private static final Duration LIST_SILENCE = Duration.ofSeconds(15);
    // What a stream may be late at its end; after that, nobody is there any more.
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int PAGE = 500;
    private static final int HTTP_GONE = 410;
    private static final int HTTP_SERVER_ERROR = 500;
    // A list that expires between its pages as often as that is read in one piece.
    private static final int PAGED_ATTEMPTS = 3;
    private static final ObjectMapper MAPPER = new ObjectMapper(PodReader.JSON);

    private final ApiServer api;
    private final PodQuery query;
    private final String selector;
    private final Set<String> labels;
    // The watch's own; lists may be read beside it.
    private final PodReader reader;
    private final AtomicInteger expired = new AtomicInteger();

    /** One of the query's selectors; {@code labels} are kept of a pod's besides the agent's. */
    ApiPodListerWatcher(ApiServer api, PodQuery query, String selector, Set<String> labels) {
        this.api = api;
        this.query = query;
        this.selector = selector;
        this.labels = labels;
        this.reader = new PodReader(labels);
    }

    @Override
    public String name() {
        return "pods with " + selector
                + (query.namespace().isEmpty() ? " in all namespaces" : " in namespace " + query.namespace());
    }

    @Override
    public String list(Consumer<TaskPod> each) throws WatchFailure {
        PodReader own = new PodReader(labels);
        int page = expired.get() < PAGED_ATTEMPTS ? PAGE : 0;
        try {
            PodPage last = page(own, each, page, "");
            String version = last.version();
            while (!last.next().isEmpty()) {
                last = page(own, each, page, last.next());
            }
            expired.set(0);
            return version;
        } catch (KubernetesException failure) {
            if (failure.status() == HTTP_GONE) {
                expired.incrementAndGet();
            }
            throw failed(failure);
        }
    }

    @Override
    public Stream watch(String version, Duration time) throws WatchFailure {
        ApiRequest ask = ask(
                "watch",
                "watch=true&allowWatchBookmarks=true&resourceVersion=" + PodQuery.encode(version) + "&timeoutSeconds="
                        + Math.max(1, time.toSeconds()));
        try {
            return new Changes(ask, api.get(ask, WATCH_HEAD, time.plus(GRACE)));
        } catch (KubernetesException failure) {
            throw failed(failure);
        }
    }

    private ApiRequest ask(String verb, String more) {
        return ApiRequest.pods(verb, query.namespace(), query.path(selector) + "&" + more);
    }

    private static WatchFailure failed(KubernetesException failure) {
        return new WatchFailure(failure.status(), String.valueOf(failure.getMessage()), failure);
    }

    private PodPage page(PodReader own, Consumer<TaskPod> each, int size, String token) {
        PodPage page = new PodPage();
        ApiRequest ask = ask("list", "limit=" + size + (token.isEmpty() ? "" : "&continue=" + PodQuery.encode(token)));
        // A list in one piece has no size that would be too much.
        page.read(api, ask, LIST_SILENCE, size == 0 ? Long.MAX_VALUE : PagedPodList.LARGEST_PAGE, own, each);
        return page;
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("expected " + wanted + ", found " + found);
        }
    }

    /** The changes of one watch. */
    private final class Changes implements Stream {

        private final ApiRequest ask;
        private final BodyStream body;
        // Made with the first change: it waits for bytes.
        private @Nullable JsonParser parser;

        Changes(ApiRequest ask, BodyStream body) {
            this.ask = ask;
            this.body = body;
        }

        @Override
        public @Nullable Event next() throws WatchFailure {
            try {
                JsonParser json = parser;
                if (json == null) {
                    json = PodReader.JSON.createParser(body);
                    parser = json;
                }
                JsonToken begin = json.nextToken();
                if (begin == null) {
                    return null;
                }
                expect(begin, JsonToken.START_OBJECT);
                return event(json);
            } catch (IOException failure) {
                throw failed(api.brokenOff(ask, failure));
            }
        }

        // The server writes the type before the object.
        private Event event(JsonParser json) throws IOException, WatchFailure {
            String type = "";
            Event event = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("type")) {
                    type = json.getText();
                } else if (field.equals("object") && value == JsonToken.START_OBJECT) {
                    event = object(json, type);
                } else {
                    json.skipChildren();
                }
            }
            expect(json.currentToken(), JsonToken.END_OBJECT);
            if (event == null) {
                throw new IOException("an event without an object");
            }
            return event;
        }

        private Event object(JsonParser json, String type) throws IOException, WatchFailure {
            if (type.equals("ERROR")) {
                throw error(MAPPER.readTree(json));
            }
            Kind kind = kind(type);
            TaskPod pod = reader.read(json);
            if (pod.resourceVersion().isEmpty()
                    || (kind != Kind.BOOKMARK && pod.uid().isEmpty())) {
                throw new IOException("an event without a version or a uid");
            }
            return new Event(kind, pod.resourceVersion(), kind == Kind.BOOKMARK ? null : pod);
        }

        private WatchFailure error(JsonNode status) {
            int code = status.path("code").asInt(HTTP_SERVER_ERROR);
            return failed(api.failure(ask, code, status));
        }

        @Override
        public void close() {
            body.close();
        }
    }

    private static Kind kind(String type) throws IOException {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(type)) {
                return kind;
            }
        }
        throw new IOException("an event of a kind that does not exist");
    }
}
