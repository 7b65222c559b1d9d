package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import java.time.Duration;
import java.util.List;

/** A sink that throws before it works. */
record ThrowingSink(EventSink sink, Boom boom) implements EventSink {

    @Override
    public void emit(List<Event> events, Duration deadline) {
        boom.now();
        sink.emit(events, deadline);
    }

    @Override
    public void close() {}
}
