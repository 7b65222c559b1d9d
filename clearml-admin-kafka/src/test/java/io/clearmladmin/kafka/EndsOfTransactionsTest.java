package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.KafkaProcess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The broker of these tests may go away in the middle of commits, and yet each transaction gets its end in each partition. One
 * without it keeps whoever reads what is committed, a journal that is restored among them, waiting for ever: the tests of the
 * journal would fail for what the broker did.
 */
class EndsOfTransactionsTest {

    private static final String TOPIC = "many";
    // The more there are, the longer a broker takes to give them up.
    private static final int PARTITIONS = 300;
    private static final int PARTITIONS_OF_A_TRANSACTION = 3;
    private static final int WRITERS = 12;

    private KafkaProcess kafka;

    @BeforeEach
    void start() {
        kafka = KafkaProcess.start(new Properties());
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    @Tag("long")
    @Timeout(900)
    void a_broker_that_is_stopped_killed_and_frozen_leaves_no_transaction_without_its_end() throws Exception {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try (Admin admin = Admin.create(ClientProperties.connection(settings))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (AwayAndBack away : List.<AwayAndBack>of(this::stopped, this::killed, this::frozen)) {
                commitWhile(pool, settings, away);
                assertAllHaveEnds(admin);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface AwayAndBack {
        void run() throws InterruptedException;
    }

    private void stopped() {
        kafka.stop();
        kafka.restart();
    }

    private void killed() {
        kafka.kill();
        kafka.restart();
    }

    private void frozen() throws InterruptedException {
        kafka.freeze();
        TimeUnit.SECONDS.sleep(2);
        kafka.thaw();
    }

    private static void commitWhile(ExecutorService pool, KafkaSettings settings, AwayAndBack away) throws Exception {
        AtomicInteger commits = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        List<Future<?>> writers = IntStream.range(0, WRITERS)
                .<Future<?>>mapToObj(writer -> pool.submit(() -> commitUntil(isOver, settings, writer, commits)))
                .toList();
        awaitCommits(commits, 100, writers);
        away.run();
        awaitCommits(commits, commits.get() + WRITERS, writers);
        isOver.set(true);
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private static void awaitCommits(AtomicInteger commits, int wanted, List<Future<?>> writers) throws Exception {
        while (commits.get() < wanted) {
            for (Future<?> writer : writers) {
                if (writer.isDone()) {
                    writer.get();
                }
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void commitUntil(AtomicBoolean isOver, KafkaSettings settings, int writer, AtomicInteger commits) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.transactions(settings, "writer-" + writer),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (int partition = 0; !isOver.get(); partition += PARTITIONS_OF_A_TRANSACTION) {
                producer.beginTransaction();
                for (int i = 0; i < PARTITIONS_OF_A_TRANSACTION; i++) {
                    var unused =
                            producer.send(new ProducerRecord<>(TOPIC, (partition + i) % PARTITIONS, null, new byte[1]));
                }
                producer.commitTransaction();
                commits.incrementAndGet();
            }
        }
    }

    // A commit is acknowledged a moment before its end stands in the topic.
    private static void assertAllHaveEnds(Admin admin) throws Exception {
        long end = System.nanoTime() + Samples.SOON.toNanos();
        while (!open(admin).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(open(admin)).isEmpty();
    }

    private static List<TopicPartition> open(Admin admin) throws Exception {
        Map<TopicPartition, Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> written = ends(admin, IsolationLevel.READ_UNCOMMITTED);
        return written.keySet().stream()
                .filter(partition -> !Objects.equals(written.get(partition), committed.get(partition)))
                .toList();
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level) throws Exception {
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(all, new ListOffsetsOptions(level)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
