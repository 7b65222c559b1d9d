package io.clearmladmin.events;

import java.time.Duration;
import java.util.List;

/** A sink with a bug. */
final class FailingSink implements EventSink {

    @Override
    public void emit(List<Event> events, Duration deadline) {
        throw new UnsupportedOperationException("a bug");
    }

    @Override
    public void close() {}
}
