package io.clearmladmin.k8s;

import java.time.Instant;

/** In the queue: all that had changed by then stands before it. */
record Synced(Instant until) {}
