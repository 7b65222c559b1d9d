package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.InventoryEvents;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.examples.UsageLedger.Finding;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Hours are closed when they are known, and what does not add up is named. */
class ReconcileUsageTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final String MONITOR = "monitor-1";

    private static String at(String time) {
        return "2026-11-21T" + time + ":00Z";
    }

    private static Event event(String type, String subject, String time, Map<String, Object> data) {
        String tenant = subject.startsWith("pod/") ? "tenant-1" : "";
        return new Event(MONITOR, Event.Kind.LIFECYCLE, type, tenant, subject, Instant.parse(at(time)), data);
    }

    private static Event pod(String uid, String type, String time) {
        return event(type, "pod/" + uid, time, Map.of());
    }

    private static Event usage(String uid, String type, String time, String from, String until) {
        Map<String, Object> data = new HashMap<>(Map.of("usage_start", at(from), "usage_end", at(until)));
        data.put("gpus", Map.of("whole", 2));
        data.put("ended", at(until));
        data.put("end_known", !type.equals(PodEvents.EVICTED));
        return event(type, "pod/" + uid, time, data);
    }

    private static Event watching(String since, String until) {
        return event(
                MonitorEvents.WATCHING, "monitor/" + MONITOR, until, Map.of("since", at(since), "until", at(until)));
    }

    private static List<Event> inventory(String time, int count, String... uids) {
        InventoryEvents run = new InventoryEvents("pod-inventory", Instant.parse(at(time)));
        List<Event> events = new ArrayList<>();
        for (String uid : uids) {
            events.add(run.present(PodEvents.PRESENT, "tenant-1", "pod/" + uid, 1, Map.of()));
        }
        events.add(run.complete(1, count, 0, Duration.ofSeconds(2)));
        return events;
    }

    private static UsageLedger ledger(List<Event> events) {
        UsageLedger ledger = new UsageLedger();
        events.forEach(ledger::add);
        return ledger;
    }

    private static List<String> closed(UsageLedger ledger) {
        return ledger.closed().stream()
                .map(hour -> hour.start() + " " + hour.gpuSeconds().toPlainString())
                .toList();
    }

    private static List<String> findings(UsageLedger ledger) {
        return ledger.findings().stream()
                .map(finding -> finding.kind() + " " + finding.subject())
                .toList();
    }

    /** Two pods run; one was evicted before it was published as running on, the other is not ended. */
    private static List<Event> lives() {
        return List.of(
                watching("09:00", "09:30"),
                pod("a", PodEvents.PENDING, "09:30"),
                pod("a", PodEvents.RUNNING, "09:40"),
                pod("b", PodEvents.RUNNING, "09:50"),
                usage("a", PodEvents.STILL_RUNNING, "10:00", "09:40", "10:00"),
                usage("b", PodEvents.STILL_RUNNING, "10:00", "09:50", "10:00"),
                usage("a", PodEvents.STILL_RUNNING, "11:00", "10:00", "11:00"),
                usage("b", PodEvents.STILL_RUNNING, "11:00", "10:00", "11:00"),
                usage("a", PodEvents.EVICTED, "11:00", "11:00", "10:30"),
                watching("09:00", "11:30"));
    }

    @Test
    void an_hour_is_closed_when_what_was_watched_has_passed_it() {
        List<Event> events = lives();
        UsageLedger ledger = ledger(events.subList(0, 9));
        assertThat(closed(ledger)).isEmpty();
        ledger.add(watching("09:00", "10:59"));
        assertThat(closed(ledger)).containsExactly("2026-11-21T09:00Z 3600");
        ledger.add(watching("09:00", "11:00"));
        assertThat(closed(ledger)).containsExactly("2026-11-21T09:00Z 3600", "2026-11-21T10:00Z 10800");
        // Another monitor, which has not said up to when it watched, keeps all hours open.
        Map<String, Object> data = Map.of();
        ledger.add(new Event(
                "other", Event.Kind.LIFECYCLE, PodEvents.PENDING, "", "pod/c", Instant.parse(at("10:00")), data));
        assertThat(closed(ledger)).isEmpty();
    }

    @Test
    void corrections_unknown_ends_and_gaps_are_named_and_repeats_change_nothing() {
        List<Event> events = new ArrayList<>(lives());
        events.add(event(MonitorEvents.GAP, "monitor/" + MONITOR, "11:20", Map.of("reason", "restart")));
        UsageLedger once = ledger(events);
        UsageLedger twice =
                ledger(Stream.concat(events.stream(), events.stream()).toList());
        assertThat(findings(once))
                .containsExactly("CORRECTION pod/a", "END_UNKNOWN pod/a", "GAP monitor/" + MONITOR)
                .isEqualTo(findings(twice));
        assertThat(closed(once)).isEqualTo(closed(twice));
    }

    @Test
    void usage_that_is_missing_between_two_events_is_named() {
        List<Event> events = new ArrayList<>(lives());
        events.remove(5);
        events.add(usage("b", PodEvents.STILL_RUNNING, "12:00", "10:30", "12:00"));
        assertThat(findings(ledger(events))).contains("NOT_ADJACENT pod/b");
        assertThat(new Finding(Finding.Kind.NOT_ADJACENT, "pod/b", "").isDifference())
                .isTrue();
    }

    @Test
    void pods_that_inventory_and_lifecycle_do_not_agree_on_are_named() {
        List<Event> events = new ArrayList<>(lives());
        // Before the end that is not known, the inventory may have the pod or not; a pod that was unlabelled it has
        // not.
        events.addAll(inventory("10:15", 2, "b", "a"));
        events.addAll(inventory("10:20", 1, "b"));
        events.addAll(inventory("10:55", 1, "c"));
        events.add(pod("b", PodEvents.UNLABELLED, "11:10"));
        events.addAll(inventory("11:15", 0));
        events.addAll(inventory("11:16", 1, "b"));
        events.addAll(inventory("11:17", 2, "x"));
        events.addAll(inventory("11:40", 1, "x"));
        assertThat(ledger(events).findings().stream()
                        .filter(finding -> finding.what().startsWith("pod-inventory")
                                || finding.kind() == Finding.Kind.NOT_COMPARED)
                        .map(finding -> finding.kind() + " " + finding.subject() + " " + finding.what()))
                .containsExactly(
                        "NOT_IN_INVENTORY pod/a pod-inventory 2026-11-21T10:20:00Z",
                        "NOT_IN_INVENTORY pod/b pod-inventory 2026-11-21T10:55:00Z",
                        "NOT_IN_LIFECYCLE pod/c pod-inventory 2026-11-21T10:55:00Z",
                        "NOT_IN_LIFECYCLE pod/b pod-inventory 2026-11-21T11:16:00Z",
                        "NOT_COMPARED pod-inventory 2026-11-21T11:17:00Z not whole",
                        "NOT_COMPARED pod-inventory 2026-11-21T11:40:00Z nobody watched all of its time");
    }

    @Test
    void it_reads_both_topics_to_their_ends_and_skips_what_is_no_event() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            KafkaSettings settings = EventsStep.settings(kafka);
            Topics.create(settings, 2, 1, TIME);
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR);
                    KafkaSink sink = KafkaSink.open(settings);
                    KafkaProducer<String, String> server = new KafkaProducer<>(
                            ReaderProperties.streams(settings, "server"),
                            new StringSerializer(),
                            new StringSerializer())) {
                journal.restore();
                journal.record(lives().subList(0, 5), TIME);
                server.send(new ProducerRecord<>(settings.lifecycleTopic(), "{\"id\": \"the server's own\"}"))
                        .get();
                journal.record(lives().subList(5, 10), TIME);
                sink.emitSnapshot(inventory("10:20", 2, "b", "lost"), TIME);
            }
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            UsageLedger ledger = ReconcileUsage.read(settings, Set.of());
            ReconcileUsage.print(ledger, new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .containsSubsequence(
                            "2026-11-21T09:00Z  tenant-1 ",
                            " 1800 pod seconds ",
                            " 3600 GPU seconds",
                            "2026-11-21T10:00Z  tenant-1 ",
                            " 5400 pod seconds ",
                            " 10800 GPU seconds",
                            "closed until 2026-11-21T11:30:00Z",
                            "CORRECTION       pod/a: -1800 s",
                            "NOT_IN_INVENTORY pod/a",
                            "NOT_IN_LIFECYCLE pod/lost");
            assertThat(ReconcileUsage.read(settings, Set.of("pod-inventory")).closed())
                    .isEmpty();
        }
    }
}
