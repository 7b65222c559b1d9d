package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.tools.ProducerPerformance;
import org.jspecify.annotations.Nullable;

/**
 * Sink and journal beside Kafka's own ProducerPerformance, with the same settings and records of the same size, to the same
 * broker, in turns in one run. Client and broker share the machine, and the JVM. Each is timed from its first record until it is
 * closed.
 */
final class Throughput {

    private static final int TEXTS = 20_000;
    private static final int KIB = 1_024;
    private static final int BATCH = 2_000;
    // Events in the calls of all threads of a sink together: a thread that waits for answers hands over nothing.
    private static final int IN_FLIGHT = 20_000;
    private static final int WARM_UPS = 2;
    private static final int SINGLE_EVENTS = 2_000;
    private static final int FIRST_SINGLE_EVENTS = 200;
    private static final String BARE_TRANSACTIONS = "bare transactions, the same records";
    private static final String JOURNAL = "journal, " + BATCH + " a call";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern RESULT = Pattern.compile("[0-9]+ records sent, ([0-9.]+) records/sec");

    private final EmbeddedKafka kafka;
    private final KafkaSettings settings;
    private final int count;
    private final List<String> texts;
    // As those are that others send, they are there before the time begins.
    private final List<Event> ready;
    private int stateTopics;

    private Throughput(EmbeddedKafka kafka, int count, int textBytes) {
        this.kafka = kafka;
        this.settings = settings("throughput-state");
        this.count = count;
        this.texts = texts(textBytes);
        this.ready = IntStream.range(0, TEXTS).mapToObj(this::event).toList();
    }

    /** Arguments: how many events, and how many rounds after two that are not counted; 200,000 and 8 if nothing is said. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            int count = argument(arguments, 0, 200_000);
            int rounds = argument(arguments, 1, 8);
            int rest = new Throughput(kafka, count, 0).recordBytes();
            new Throughput(kafka, count, KIB - rest).run("records of 1 KiB", rounds);
            new Throughput(kafka, count, KIB - "{\"text\":\"\"}".length()).run("values of 1 KiB", rounds);
        }
    }

    private KafkaSettings settings(String stateTopic) {
        KafkaSettings made = EmbeddedKafka.topics(kafka.plain(), "throughput")
                .stateTopic(stateTopic)
                .build();
        Topics.create(made, 2, 1, SOON);
        return made;
    }

    // What is restored is small then, and leaves no garbage for what is timed.
    private KafkaSettings withEmptyState() {
        stateTopics++;
        return settings("throughput-state-" + texts.get(0).length() + "-" + stateTopics);
    }

    private static int argument(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private void run(String what, int rounds) throws Exception {
        int bytes = recordBytes();
        System.out.printf("%n%s: %,d events a time, each record %,d bytes before compression%n", what, count, bytes);
        Map<String, Callable<Double>> all = new LinkedHashMap<>();
        all.put("ProducerPerformance", () -> tool(bytes));
        all.put("bare producer, the sink's records", this::producer);
        all.put("sink, 1 thread", () -> sink(1));
        all.put("sink, 4 threads", () -> sink(4));
        all.put(BARE_TRANSACTIONS, this::transactions);
        all.put(JOURNAL, this::journal);
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (Map.Entry<String, Callable<Double>> one : all.entrySet()) {
                double figure = one.getValue().call();
                if (round >= 0) {
                    figures.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        print(figures, figures.keySet().iterator().next(), figures.keySet());
        System.out.println();
        print(figures, BARE_TRANSACTIONS, List.of(BARE_TRANSACTIONS, JOURNAL));
        System.out.printf("one event, from the call to its commit: %n");
        latency();
    }

    private void latency() {
        KafkaSettings ofBare = withEmptyState();
        List<List<ProducerRecord<byte[], byte[]>>> pairs = pairs(ofBare);
        List<Double> bare = new ArrayList<>();
        List<Double> journals = new ArrayList<>();
        try (KafkaJournal journal = KafkaJournal.open(withEmptyState(), "throughput");
                KafkaProducer<byte[], byte[]> producer = transactional(ofBare)) {
            journal.restore();
            for (int number = 0; number < SINGLE_EVENTS; number++) {
                List<List<ProducerRecord<byte[], byte[]>>> pair = pairs.subList(number, number + 1);
                bare.add(millis(() -> commit(producer, pair)));
                List<Event> event = List.of(ready.get(number));
                journals.add(millis(() -> journal.record(event, SOON)));
            }
        }
        printLatency(BARE_TRANSACTIONS, bare);
        printLatency(JOURNAL, journals);
    }

    private static double millis(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void printLatency(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().skip(FIRST_SINGLE_EVENTS).sorted().toList();
        System.out.printf(
                "%-34s p50 %.2f ms, p99 %.2f ms%n",
                what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
    }

    private int recordBytes() {
        ProducerRecord<byte[], byte[]> record =
                new Messages(settings, null).of(event(100)).record();
        return recordBytes(record.key(), record.value(), record.headers().toArray());
    }

    private static int recordBytes(byte @Nullable [] key, byte[] value, Header... headers) {
        return DefaultRecord.sizeInBytes(
                0, 0, key == null ? null : ByteBuffer.wrap(key), ByteBuffer.wrap(value), headers);
    }

    private static void print(Map<String, List<Double>> figures, String inRatioTo, Collection<String> names) {
        List<Double> first = figures.getOrDefault(inRatioTo, List.of());
        System.out.printf("%-34s %12s %22s %8s%n", "", "median", "least to most", "ratio");
        names.forEach(name -> {
            List<Double> all = figures.getOrDefault(name, List.of());
            List<Double> ratios = IntStream.range(0, all.size())
                    .mapToObj(round -> all.get(round) / first.get(round))
                    .toList();
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "%-34s %,10.0f/s %,10.0f to %,8.0f %8.2f%n",
                    name, median(all), sorted.get(0), sorted.get(sorted.size() - 1), median(ratios));
        });
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static List<String> texts(int bytes) {
        Random random = new Random(1);
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < TEXTS; number++) {
            byte[] letters = new byte[bytes];
            for (int i = 0; i < letters.length; i++) {
                letters[i] = (byte) ('A' + random.nextInt(26));
            }
            texts.add(new String(letters, StandardCharsets.US_ASCII));
        }
        return texts;
    }

    private Event event(int number) {
        return Samples.event(Kind.LIFECYCLE, "pod.changed", "pod/" + number, number, Map.of("text", texts.get(number)));
    }

    /** The events of one call; the same ones come again and again. */
    private List<Event> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> ready.get(number % TEXTS))
                .toList();
    }

    // What it prints is its own figure, from before its first record until its producer is closed.
    private double tool(int recordBytes) throws Exception {
        // Its records have a value and nothing else.
        int value = recordBytes - (recordBytes(null, new byte[recordBytes]) - recordBytes);
        List<String> arguments = new ArrayList<>(List.of("--topic", settings.lifecycleTopic(), "--throughput", "-1"));
        arguments.addAll(List.of("--num-records", Integer.toString(count)));
        arguments.addAll(List.of("--record-size", Integer.toString(value), "--producer-props"));
        ClientProperties.producer(settings, SOON).forEach((name, setting) -> arguments.add(name + "=" + text(setting)));
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ProducerPerformance.main(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
        Matcher result = RESULT.matcher(printed.toString(StandardCharsets.UTF_8));
        if (!result.find()) {
            throw new IllegalStateException(printed.toString(StandardCharsets.UTF_8));
        }
        return Double.parseDouble(result.group(1));
    }

    private static String text(Object setting) {
        return setting instanceof List<?> list ? String.valueOf(list.get(0)) : setting.toString();
    }

    private double producer() {
        Messages messages = new Messages(settings, null);
        List<ProducerRecord<byte[], byte[]>> records =
                ready.stream().map(event -> messages.of(event).record()).toList();
        long begin;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.producer(settings, SOON), new ByteArraySerializer(), new ByteArraySerializer())) {
            begin = System.nanoTime();
            for (int number = 0; number < count; number++) {
                // Sending a record closes its headers, which are looked at again by the next send only.
                var unused = producer.send(records.get(number % TEXTS));
            }
        }
        return figure(begin);
    }

    private double sink(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long begin;
            try (KafkaSink sink = KafkaSink.open(settings)) {
                begin = System.nanoTime();
                List<Future<?>> all = new ArrayList<>();
                int share = count / threads;
                for (int thread = 0; thread < threads; thread++) {
                    int from = thread * share;
                    all.add(pool.submit(() -> emit(sink, from, from + share, IN_FLIGHT / threads)));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            return figure(begin);
        } finally {
            pool.shutdownNow();
        }
    }

    private void emit(KafkaSink sink, int from, int to, int call) {
        for (int at = from; at < to; at += call) {
            sink.emit(events(at, Math.min(call, to - at)), SOON);
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(KafkaSettings settings) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.transactions(settings, "bare"), new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    // What the journal writes of each event.
    private List<List<ProducerRecord<byte[], byte[]>>> pairs(KafkaSettings made) {
        Messages messages = new Messages(made, null);
        return ready.stream()
                .map(event -> {
                    Message message = messages.of(event);
                    String key = StateTopic.key("throughput", event.subject());
                    return List.of(
                            message.record(), messages.state(message, key).record());
                })
                .toList();
    }

    private static void commit(
            KafkaProducer<byte[], byte[]> producer, List<List<ProducerRecord<byte[], byte[]>>> pairs) {
        producer.beginTransaction();
        pairs.forEach(pair -> pair.forEach(record -> {
            var unused = producer.send(record);
        }));
        producer.commitTransaction();
    }

    private double transactions() {
        KafkaSettings made = withEmptyState();
        List<List<ProducerRecord<byte[], byte[]>>> pairs = pairs(made);
        long begin;
        try (KafkaProducer<byte[], byte[]> producer = transactional(made)) {
            begin = System.nanoTime();
            for (int from = 0; from < count; from += BATCH) {
                int at = from % TEXTS;
                commit(producer, pairs.subList(at, at + BATCH));
            }
        }
        return figure(begin);
    }

    private double journal() {
        long begin;
        try (KafkaJournal journal = KafkaJournal.open(withEmptyState(), "throughput")) {
            journal.restore();
            begin = System.nanoTime();
            for (int from = 0; from < count; from += BATCH) {
                journal.record(events(from, BATCH), SOON);
            }
        }
        return figure(begin);
    }

    private double figure(long begin) {
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
