package io.clearmladmin.k8s;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One selection of pods as the API server lists and watches it. */
final class ApiPodListerWatcher implements PodListerWatcher {

    private static final Duration LIST_SILENCE = Duration.ofSeconds(15);
    private static final int PAGE = 500;
    private static final int HTTP_GONE = 410;
    // A list that expires between its pages as often as that is read in one piece.
    private static final int PAGED_ATTEMPTS = 3;

    private final ApiServer api;
    private final Selection selection;
    private final Set<String> labels;
    // The watch's own; lists may be read beside it.
    private final PodReader reader;
    private final AtomicInteger expired = new AtomicInteger();

    /** {@code labels} are kept of a pod's besides the agent's. */
    ApiPodListerWatcher(ApiServer api, Selection selection, Set<String> labels) {
        this.api = api;
        this.selection = selection;
        this.labels = labels;
        this.reader = new PodReader(labels);
    }

    @Override
    public String name() {
        return selection.name();
    }

    @Override
    public String list(Consumer<TaskPod> each) throws WatchFailure {
        PodReader own = new PodReader(labels);
        int page = expired.get() < PAGED_ATTEMPTS ? PAGE : 0;
        try {
            String version = ListPage.readAll(more -> page(own, each, page, more));
            expired.set(0);
            return version;
        } catch (KubernetesException failure) {
            if (failure.status() == HTTP_GONE) {
                expired.incrementAndGet();
            }
            throw WatchFailure.of(failure);
        }
    }

    @Override
    public Stream watch(String version, Duration time) throws WatchFailure {
        ApiRequest ask = selection.ask("watch", ApiRequest.changesAfter(version, time));
        try {
            return new Changes(ask, api.changes(ask, time));
        } catch (KubernetesException failure) {
            throw WatchFailure.of(failure);
        }
    }

    private ListPage page(PodReader own, Consumer<TaskPod> each, int size, String more) {
        ListPage page = new ListPage(selection.kind());
        ApiRequest ask = selection.ask("list", "limit=" + size + more);
        // A list in one piece has no size that would be too much.
        long largest = size == 0 ? Long.MAX_VALUE : PagedPodList.LARGEST_PAGE;
        page.read(api, ask, LIST_SILENCE, largest, json -> each.accept(own.read(json)));
        return page;
    }

    /** The changes of one watch. */
    private final class Changes extends WatchStream<Event> implements Stream {

        Changes(ApiRequest ask, BodyStream body) {
            super(api, ask, body);
        }

        @Override
        Event read(JsonParser json, String type) throws IOException {
            Kind kind = kind(type);
            TaskPod pod = reader.read(json);
            if (pod.resourceVersion().isEmpty()
                    || (kind != Kind.BOOKMARK && pod.uid().isEmpty())) {
                throw new IOException("an event without a version or a uid");
            }
            return new Event(kind, pod.resourceVersion(), kind == Kind.BOOKMARK ? null : pod);
        }
    }

    private static Kind kind(String type) throws IOException {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.OTHER && kind.name().equals(type)) {
                return kind;
            }
        }
        throw new IOException("an event of a kind that does not exist");
    }
}
