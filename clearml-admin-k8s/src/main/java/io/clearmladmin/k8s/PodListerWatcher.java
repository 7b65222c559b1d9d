package io.clearmladmin.k8s;

import java.io.Closeable;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a watch reads one selection of pods: one namespace or all, one label selector. */
interface PodListerWatcher {

    /** What is read, for people. */
    String name();

    /**
     * Reads the whole list as it is now, in one consistent version. What was given before a failure is worth nothing.
     *
     * @return that version
     */
    String list(Consumer<TaskPod> each) throws WatchFailure;

    /**
     * Requests the changes after a version.
     *
     * @param time after which the server ends the stream
     */
    Stream watch(String version, Duration time) throws WatchFailure;

    /** Changes as they come. */
    interface Stream extends Closeable {

        /** The next one; waits for it. Null where the server ended the stream as it should. */
        @Nullable
        Event next() throws WatchFailure;

        /** Ends it; whoever waits for the next one gets a failure. */
        @Override
        void close();
    }

    /**
     * One change.
     *
     * @param version the version up to which everything has been sent with it
     * @param pod the pod; null in a bookmark, and where it is none of those wanted
     */
    record Event(Kind kind, String version, @Nullable TaskPod pod) {}

    /** What an event says. */
    enum Kind {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK,
        /** Something else has changed. */
        OTHER
    }
}
