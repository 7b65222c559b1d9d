package io.clearmladmin.k8s;

import io.clearmladmin.k8s.KubernetesException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Looks up pods at the API server by their names, whatever their labels. All block, and throw {@link KubernetesException}. */
final class PodLookup {

    private static final String LIMIT = "limit=500";

    private final ApiServer api;
    private final Duration patience;
    private final Set<String> labels;

    /** {@code labels} are kept of a pod's besides the agent's. */
    PodLookup(ApiServer api, Duration patience, Set<String> labels) {
        this.api = api;
        this.patience = patience;
        this.labels = labels;
    }

    /** The pod of that name as it is now; empty if there is none. */
    Optional<TaskPod> pod(String namespace, String name) {
        ApiRequest ask = ApiRequest.pods(
                "get",
                namespace,
                "/api/v1/namespaces/" + ApiRequest.encode(namespace) + "/pods/" + ApiRequest.encode(name));
        TaskPod[] found = new TaskPod[1];
        try {
            api.readOne(ask, patience, json -> found[0] = new PodReader(labels).read(json));
        } catch (KubernetesException failure) {
            if (failure.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
        if (found[0].uid().isEmpty() || !found[0].name().equals(name)) {
            throw api.foreign(ask);
        }
        return Optional.of(found[0]);
    }

    /** Which of the selections, all of them of pods, shows that pod now: the number of the first that does. */
    OptionalInt selectionOf(TaskPod pod, List<Selection> selections) {
        for (int number = 0; number < selections.size(); number++) {
            Selection one = selections.get(number);
            if (one.covers(pod.namespace())) {
                Set<String> found = new HashSet<>();
                pages(
                        Selection.pods(pod.namespace(), one.selector()),
                        "&fieldSelector=" + ApiRequest.encode("metadata.name=" + pod.name()),
                        each -> found.add(each.uid()));
                if (found.contains(pod.uid())) {
                    return OptionalInt.of(number);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The uids of all pods of a namespace, whatever they are; nothing else of them is requested. */
    Set<String> uids(String namespace) {
        Selection all = Selection.pods(namespace, "");
        Set<String> uids = new HashSet<>();
        PodReader reader = new PodReader(Set.of());
        String unused = ListPage.readAll(more -> {
            ApiRequest ask = all.ask("list", LIMIT + more).forMetadata();
            return read(new ListPage(all.kind(), "PartialObjectMetadataList"), ask, reader, pod -> uids.add(pod.uid()));
        });
        return uids;
    }

    /** All of a selection, one after the other. */
    void each(Selection selection, Consumer<TaskPod> reader) {
        pages(selection, "", reader);
    }

    private void pages(Selection selection, String fields, Consumer<TaskPod> each) {
        PodReader reader = new PodReader(labels);
        String unused = ListPage.readAll(more ->
                read(new ListPage(selection.kind()), selection.ask("list", LIMIT + more + fields), reader, each));
    }

    private ListPage read(ListPage page, ApiRequest ask, PodReader reader, Consumer<TaskPod> each) {
        page.read(api, ask, patience, PagedPodList.LARGEST_PAGE, json -> each.accept(reader.read(json)));
        return page;
    }
}
