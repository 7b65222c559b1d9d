package io.clearmladmin.internal;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A successful reply, its {@code data} already read, and the attempt that got it. */
record Reply(
        @Nullable Object value, int httpStatus, @Nullable String requestId, Headers headers, int attempts) {}
