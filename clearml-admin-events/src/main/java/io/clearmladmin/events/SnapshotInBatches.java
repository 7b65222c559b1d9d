package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes one snapshot to a sink that cannot publish it as a whole. */
final class SnapshotInBatches {

    private final EventSink sink;
    private final Deadline remaining;
    private final List<Failure> failures = new ArrayList<>();
    private int emitted;
    private @Nullable Throwable cause;

    SnapshotInBatches(EventSink sink, Duration deadline) {
        this.sink = sink;
        this.remaining = Deadline.within(deadline);
    }

    void emit(Iterable<Event> events) {
        Batcher batcher = new Batcher(Batcher.MOST_EVENTS, Batcher.MOST_BYTES);
        Iterator<Event> left = events.iterator();
        while (left.hasNext()) {
            Event event = left.next();
            if (left.hasNext()) {
                publish(batcher.add(event, size(event)));
            } else {
                publish(batcher.take());
                publishLast(event);
            }
        }
        if (!failures.isEmpty()) {
            throw new EventsNotEmittedException(failures, emitted, cause);
        }
    }

    // Whether an event can be published at all is for the sink to say.
    private static long size(Event event) {
        try {
            return Json.size(event.data());
        } catch (IllegalArgumentException notJson) {
            return 0;
        }
    }

    private void publish(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (remaining.isOver()) {
            fail(batch, Fate.NOT_EMITTED, "the deadline was over");
            return;
        }
        try {
            Foreign.run("the sink", () -> sink.emit(batch, remaining.left()));
            emitted += batch.size();
        } catch (EventsNotEmittedException notAll) {
            failures.addAll(notAll.failures());
            emitted += batch.size() - notAll.failures().size();
            cause = cause == null ? notAll : cause;
        } catch (RuntimeException failure) {
            if (emitted == 0 && failures.isEmpty()) {
                throw failure;
            }
            // What came before has its fate, which this must not hide.
            fail(batch, Fate.UNKNOWN, "the sink failed: " + failure);
            cause = cause == null ? failure : cause;
        }
    }

    // Who reads it takes it for the end of what is whole.
    private void publishLast(Event last) {
        if (failures.isEmpty()) {
            publish(List.of(last));
        } else {
            fail(List.of(last), Fate.NOT_EMITTED, "it was not sent, since not all before it were published");
        }
    }

    private void fail(List<Event> events, Fate fate, String reason) {
        failures.addAll(Failure.of(events, fate, reason));
    }
}
