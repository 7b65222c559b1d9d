package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets each event of a pod through once. A {@code KafkaJournal} publishes none twice; any other sink may, after a failure. The
 * store has one small entry for each pod that had an event within the last week.
 */
final class EachEventOnce implements FixedKeyProcessor<String, Event, Event> {

    static final String STORE = "last-read";

    // Much longer than a sink that failed goes on trying.
    private static final Duration KEPT = Duration.ofDays(7);

    private @Nullable FixedKeyProcessorContext<String, Event> context;
    private @Nullable KeyValueStore<String, LastRead> store;

    @Override
    public void init(FixedKeyProcessorContext<String, Event> opened) {
        KeyValueStore<String, LastRead> pods = opened.getStateStore(STORE);
        context = opened;
        store = pods;
        opened.schedule(
                Duration.ofHours(1),
                PunctuationType.STREAM_TIME,
                now -> forget(pods, Instant.ofEpochMilli(now).minus(KEPT)));
    }

    @Override
    public void process(FixedKeyRecord<String, Event> record) {
        if (context == null || store == null) {
            throw new IllegalStateException("not opened");
        }
        Event event = record.value();
        String key = LastRead.key(event);
        LastRead last = store.get(key);
        if (!LastRead.isRepeat(last, event)) {
            store.put(key, LastRead.after(last, event, Instant.ofEpochMilli(record.timestamp())));
            context.forward(record);
        }
    }

    private static void forget(KeyValueStore<String, LastRead> pods, Instant before) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, LastRead> all = pods.all()) {
            while (all.hasNext()) {
                KeyValue<String, LastRead> each = all.next();
                if (each.value.written().isBefore(before)) {
                    old.add(each.key);
                }
            }
        }
        old.forEach(pods::delete);
    }
}
