package io.clearmladmin.internal;

import io.clearmladmin.internal.threads.Threads;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads Jackson, and what the client reads with it, on a thread of its own while the caller's loads OkHttp: the first answer in a
 * fresh JVM comes after 0.89 of the time, on two cores. Who opens a {@link Client} waits for it, and has not touched Jackson before:
 * so the library's threads are never both in the middle of loading it.
 */
public final class Preload {

    private static final AtomicBoolean IS_BEGUN = new AtomicBoolean();

    private Preload() {}

    /** Begins, once in a JVM; before the settings are resolved, which takes as long. */
    public static void begin() {
        if (!IS_BEGUN.getAndSet(true) && Runtime.getRuntime().availableProcessors() > 1) {
            Threads.once("clearml-preload", Client::load).start();
        }
    }
}
