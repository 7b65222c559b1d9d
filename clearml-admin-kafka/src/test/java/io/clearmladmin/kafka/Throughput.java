package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sink and journal beside a bare producer that sends what Kafka's own ProducerPerformance does: ready records of the same size,
 * with the same settings, to the same broker, in the same run. Client and broker share the machine.
 */
final class Throughput {

    private static final int COUNT = 200_000;
    private static final int BATCH = 2_000;
    private static final Duration SOON = Duration.ofMinutes(1);

    private Throughput() {}

    /** Arguments: none. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            KafkaSettings settings =
                    EmbeddedKafka.topics(kafka.plain(), "throughput").build();
            Topics.create(settings, 2, 1, SOON);
            List<Event> events = events();
            System.out.println("bytes of an event with its headers: "
                    + new Messages(settings, null).of(events.get(0)).bytes());
            for (int round = 0; round < 4; round++) {
                print("producer, values alone", producer(settings, events, Throughput::bare));
                print("producer, records with headers", producer(settings, events, Message::record));
                print("sink, 1 thread", sink(settings, events, 1));
                print("sink, 4 threads", sink(settings, events, 4));
                print("journal", journal(settings, events));
            }
        }
    }

    private static void print(String what, long nanos) {
        System.out.printf("%-34s %,9d events/s%n", what, COUNT * 1_000_000_000L / nanos);
    }

    private static List<Event> events() {
        Random random = new Random(1);
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            byte[] letters = new byte[1_000];
            for (int i = 0; i < letters.length; i++) {
                letters[i] = (byte) ('A' + random.nextInt(26));
            }
            events.add(Samples.event(
                    Kind.LIFECYCLE,
                    "pod.changed",
                    "pod/" + number % 1_000,
                    number,
                    Map.of("text", new String(letters, StandardCharsets.US_ASCII))));
        }
        return events;
    }

    private static long producer(
            KafkaSettings settings, List<Event> events, Function<Message, ProducerRecord<byte[], byte[]>> form) {
        Messages messages = new Messages(settings, null);
        List<ProducerRecord<byte[], byte[]>> ready =
                events.stream().map(messages::of).map(form).toList();
        long begin = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.producer(settings, SOON), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : ready) {
                var unused = producer.send(record);
            }
            producer.flush();
            return System.nanoTime() - begin;
        }
    }

    // The value alone, as ProducerPerformance has it.
    private static ProducerRecord<byte[], byte[]> bare(Message message) {
        return new ProducerRecord<>(
                message.record().topic(),
                message.record().key(),
                message.record().value());
    }

    private static long sink(KafkaSettings settings, List<Event> events, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (KafkaSink sink = KafkaSink.builder(settings).queueBytes(32 << 20).build()) {
            long begin = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            int share = events.size() / threads;
            for (int thread = 0; thread < threads; thread++) {
                List<Event> own = events.subList(thread * share, (thread + 1) * share);
                all.add(pool.submit(() -> emit(sink, own)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return System.nanoTime() - begin;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void emit(KafkaSink sink, List<Event> events) {
        for (int from = 0; from < events.size(); from += 10 * BATCH) {
            sink.emit(events.subList(from, Math.min(events.size(), from + 10 * BATCH)), SOON);
        }
    }

    private static long journal(KafkaSettings settings, List<Event> events) {
        try (KafkaJournal journal = KafkaJournal.open(settings, "throughput")) {
            journal.restore();
            long begin = System.nanoTime();
            for (int from = 0; from < events.size(); from += BATCH) {
                journal.record(events.subList(from, Math.min(events.size(), from + BATCH)), SOON);
            }
            return System.nanoTime() - begin;
        }
    }
}
