package io.clearmladmin.k8s;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Of what another reads in all namespaces, the pods of those that have a label at that time. */
final class NamespacedPods implements PodListerWatcher {

    private final PodListerWatcher all;
    private final LabelledNamespaces namespaces;

    NamespacedPods(PodListerWatcher all, LabelledNamespaces namespaces) {
        this.all = all;
        this.namespaces = namespaces;
    }

    @Override
    public String name() {
        return all.name() + ", of which those in labelled ones";
    }

    @Override
    public String list(Consumer<TaskPod> each) throws WatchFailure {
        namespaces.await();
        return all.list(pod -> {
            if (namespaces.has(pod.namespace())) {
                each.accept(pod);
            }
        });
    }

    @Override
    public Stream watch(String version, Duration time) throws WatchFailure {
        Stream stream = all.watch(version, time);
        return new Stream() {
            @Override
            public @Nullable Event next() throws WatchFailure {
                Event event = stream.next();
                TaskPod pod = event == null ? null : event.pod();
                return event == null || pod == null || namespaces.has(pod.namespace())
                        ? event
                        : new Event(Kind.OTHER, event.version(), null);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
