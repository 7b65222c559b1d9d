package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.Waits;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever blocks is back in time from a broker that answers nothing good, and names it; WrongAddressTest has one more. */
class BlackHolesTest {

    private static final Duration TIME = Duration.ofSeconds(2);
    // For finding out why there was no answer; and for the end of a client.
    private static final Duration DIAGNOSIS = Duration.ofSeconds(3);
    private static final Duration LOCAL = Duration.ofSeconds(1);

    private static KafkaSettings settings(BlackHole hole, BlackHole.Place place) {
        boolean isTls = hole == BlackHole.SILENT_TLS || hole == BlackHole.DRIP_TLS;
        return EmbeddedKafka.topics(
                        KafkaSettings.builder()
                                .bootstrapServers(place.host() + ":" + place.port())
                                .protocol(isTls ? Protocol.SSL : Protocol.PLAINTEXT),
                        "holes")
                .build();
    }

    private static ClearMl clearml(BlackHole.Place place) {
        return ClearMl.builder()
                .apiUrlUnchecked(place.url())
                .credentials("KEY", "SECRET")
                .callTimeout(LOCAL)
                .unreachableRetry(Duration.ZERO)
                .maxAttempts(1)
                .maxResponseBytes(1 << 20)
                .build();
    }

    private static Callable<?> done(Runnable call) {
        return () -> {
            call.run();
            return "back";
        };
    }

    // A close waits for what was emitted as long as it is allowed to.
    private static Object closing(KafkaSettings settings, Consumer<KafkaSink> call) {
        KafkaSink sink = KafkaSink.open(settings);
        try {
            call.accept(sink);
            return "emitted";
        } finally {
            sink.close(Duration.ofMillis(1));
        }
    }

    /** What says why it got nothing. */
    private static Map<String, Callable<?>> calls(KafkaSettings settings) {
        Map<String, Callable<?>> calls = new LinkedHashMap<>();
        calls.put("Topics.checkForSink", done(() -> Topics.checkForSink(settings, TIME)));
        calls.put("Topics.checkForJournal", done(() -> Topics.checkForJournal(settings, TIME)));
        calls.put("Topics.checkForInventory", done(() -> Topics.checkForInventory(settings, TIME)));
        calls.put("BrokerPing.ask", () -> {
            try (BrokerPing ping = BrokerPing.of(() -> settings, TIME)) {
                ping.ask();
                return "answered";
            }
        });
        calls.put("Topics.create", done(() -> Topics.create(settings, 1, 1, TIME)));
        List<String> topics = List.of(settings.lifecycleTopic());
        calls.put(
                "EventReader.fromBeginning",
                done(() -> EventReader.fromBeginning(settings, topics, TIME).close()));
        calls.put(
                "EventReader.fromEnd",
                done(() -> EventReader.fromEnd(settings, topics, TIME).close()));
        calls.put(
                "EventReader.since",
                done(() ->
                        EventReader.since(settings, topics, Instant.EPOCH, TIME).close()));
        calls.put("KafkaJournal.restore", () -> {
            try (KafkaJournal journal = KafkaJournal.builder(settings, "monitor")
                    .restoreTimeout(TIME)
                    .build()) {
                return journal.restore();
            }
        });
        calls.put(
                "KafkaSink.emitSnapshot",
                () -> closing(settings, sink -> sink.emitSnapshot(Samples.lifecycle(0, 1), TIME)));
        return calls;
    }

    /** What needs no broker, or not before something else has. */
    private static Map<String, Callable<?>> others(KafkaSettings settings, ClearMl clearml) {
        Map<String, Callable<?>> others = new LinkedHashMap<>();
        KafkaJournal journal = KafkaJournal.open(settings, "monitor");
        others.put(
                "CustomEventsDoctor.run",
                () -> "back with "
                        + CustomEventsDoctor.builder(clearml, settings)
                                .brokerTime(TIME)
                                .build()
                                .run()
                                .toText());
        others.put("KafkaSink.emit", () -> closing(settings, sink -> sink.emit(Samples.lifecycle(0, 1), TIME)));
        // A reader whose broker went after it was opened.
        others.put("EventReader.read", () -> {
            try (EventReader reader = opened(settings)) {
                return "back with " + reader.read(TIME);
            }
        });
        others.put("EventReader.close", done(() -> opened(settings).close()));
        others.put("KafkaJournal.record", () -> {
            journal.record(Samples.lifecycle(0, 1), TIME);
            return "recorded";
        });
        others.put("KafkaJournal.forget", () -> {
            journal.forget(List.of("subject"), TIME);
            return "forgotten";
        });
        others.put(
                "KafkaJournal.close",
                done(() -> KafkaJournal.open(settings, "other").close()));
        others.put(
                "BrokerPing.close",
                done(() -> BrokerPing.of(() -> settings, TIME).close()));
        others.put(
                "KafkaSink.Builder.build",
                done(() -> KafkaSink.builder(settings).build().close()));
        others.put("KafkaSink.open", done(() -> KafkaSink.open(settings).close()));
        others.put("KafkaSink.close", done(() -> KafkaSink.open(settings).close(TIME)));
        others.put("KafkaSink.flush", () -> {
            try (KafkaSink sink = KafkaSink.open(settings)) {
                return "back, " + sink.flush(TIME);
            }
        });
        return others;
    }

    private static EventReader opened(KafkaSettings settings) {
        Opened<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> opened =
                Clients.consumer(settings, ClientProperties.reader(settings));
        opened.client().assign(List.of(new TopicPartition(settings.lifecycleTopic(), 0)));
        return new EventReader(settings, opened);
    }

    // A client is not opened where no host has an address.
    private static String said(BlackHole hole, String name) {
        if (hole == BlackHole.UNRESOLVABLE && (name.startsWith("KafkaSink") || name.startsWith("EventReader"))) {
            return "black-hole.invalid";
        }
        return switch (name) {
            case "KafkaSink.emit" -> "Topics.checkForSink says why";
            case "KafkaJournal.record", "KafkaJournal.forget" -> "call restore()";
            default -> "back";
        };
    }

    // Those that speak HTTP are left out: Kafka's client takes their first bytes for a length of more than a gigabyte.
    @Tag("long")
    @Test
    void it_is_back_in_time_and_names_the_broker() throws InterruptedException {
        for (BlackHole hole : List.of(BlackHole.REFUSED, BlackHole.UNRESOLVABLE, BlackHole.SILENT)) {
            assertBackInTime(hole);
        }
    }

    // Those that speak HTTP are left out: Kafka's client takes their first bytes for a length of more than a gigabyte.
    private static void assertBackInTime(BlackHole hole) throws InterruptedException {
        Waits waits = new Waits();
        List<String> tried = new ArrayList<>();
        try (BlackHole.Place place = hole.open();
                ClearMl clearml = clearml(place)) {
            KafkaSettings settings = settings(hole, place);
            calls(settings).forEach((name, call) -> {
                waits.begin(hole + ", " + name, TIME.plus(DIAGNOSIS), place.host() + ":" + place.port(), call);
                tried.add(name);
            });
            others(settings, clearml).forEach((name, call) -> {
                Duration bound = name.equals("CustomEventsDoctor.run")
                        ? TIME.plus(DIAGNOSIS).plus(LOCAL.multipliedBy(4))
                        : TIME.plus(DIAGNOSIS);
                waits.begin(hole + ", " + name, bound, said(hole, name), call);
                tried.add(name);
            });
            assertThat(waits.mistakes()).isEmpty();
        }
        assertThat(tried).containsAll(PublicMethods.blocking());
    }
}
