package io.clearmladmin.emitters;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import java.time.Duration;
import java.util.List;

/** Takes events, and publishes none. */
final class Silence implements EventSink {

    @Override
    public void emit(List<Event> events, Duration deadline) {
        // That is all there is to do.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
