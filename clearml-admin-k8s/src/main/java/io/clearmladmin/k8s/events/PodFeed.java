package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.PodWatch;
import java.time.Duration;
import java.util.Optional;

/** What follows the pods and notifies a handler. */
interface PodFeed {

    void start();

    /** Why it cannot be relied on; empty if it can. */
    Optional<String> problem();

    /** What has ended it by itself; empty if nothing has. */
    Optional<Throwable> failure();

    void close(Duration time);

    static PodFeed of(PodWatch watch) {
        return new PodFeed() {
            @Override
            public void start() {
                watch.start();
            }

            @Override
            public Optional<String> problem() {
                return watch.problem();
            }

            @Override
            public Optional<Throwable> failure() {
                return watch.failure();
            }

            @Override
            public void close(Duration time) {
                watch.close(time);
            }
        };
    }
}
