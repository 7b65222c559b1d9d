package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodUsage;
import io.clearmladmin.events.UsagePeriod;
import io.clearmladmin.kafka.EventSerde;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * Adds up how long task pods ran, and with how many GPUs, for each tenant and day, or hour. It reads the events of {@code
 * PodMonitor}s, and writes a {@link UsageTotal} for each key {@code tenant/day} to a topic, again whenever it grows or is
 * corrected: the last one stands. Each event counts once, also after a crash ({@code exactly_once_v2}), and also if a sink
 * published it twice ({@link EachEventOnce}).
 */
public final class UsagePerDay {

    private static final Duration CLOSING_TIME = Duration.ofSeconds(20);
    private static final int WRONG_USAGE = 2;

    private UsagePerDay() {}

    /**
     * Runs until SIGTERM. The environment has the settings of Kafka (see {@code KafkaSettings.fromEnvironment}); the arguments
     * are the application's id, the topic for the totals, which is created if it is missing, and, if another is wanted than the
     * day in UTC, {@code hour} or {@code day} and a time zone.
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length < 2) {
            System.err.println("usage: UsagePerDay APPLICATION_ID TOPIC [hour|day [ZONE]]");
            System.exit(WRONG_USAGE);
        }
        UsagePeriod period = args.length > 2 ? UsagePeriod.valueOf(args[2].toUpperCase(Locale.ROOT)) : UsagePeriod.DAY;
        ZoneId zone = ZoneId.of(args.length > 3 ? args[3] : "UTC");
        KafkaSettings settings = KafkaSettings.fromEnvironment();
        Properties properties = properties(settings, args[0]);
        createTopic(properties, args[1]);
        if (!run(new KafkaStreams(topology(settings.lifecycleTopic(), args[1], period, zone), properties))) {
            System.exit(1);
        }
    }

    /** Returns whether it ended because it was to. */
    private static boolean run(KafkaStreams streams) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now.hasCompletedShutdown()) {
                ended.countDown();
            }
        });
        // It leaves the group, so that the next one begins at once.
        CloseOptions leaving = CloseOptions.timeout(CLOSING_TIME)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leaving), "close-usage"));
        streams.start();
        ended.await();
        return streams.state() == KafkaStreams.State.NOT_RUNNING;
    }

    static Properties properties(KafkaSettings settings, String applicationId) {
        Properties properties = new Properties();
        properties.putAll(ReaderProperties.streams(settings, applicationId));
        // The API server may write its own messages to the same topic; these are no events.
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        return properties;
    }

    private static void createTopic(Properties properties, String name) throws InterruptedException {
        NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + name, failure.getCause());
            }
        }
    }

    static Topology topology(String lifecycleTopic, String usageTopic, UsagePeriod period, ZoneId zone) {
        StreamsBuilder streams = new StreamsBuilder();
        Serde<String> text = Serdes.String();
        Serde<UsageTotal> totals = UsageTotal.serde();
        streams.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(EachEventOnce.STORE), text, LastRead.serde()));
        streams.stream(lifecycleTopic, Consumed.with(text, new EventSerde()))
                .filter((subject, event) -> event != null && usage(event).isPresent())
                .processValues(EachEventOnce::new, EachEventOnce.STORE)
                .flatMap((subject, event) -> parts(event, period, zone))
                .groupByKey(Grouped.with(text, totals))
                .reduce(
                        UsageTotal::plus,
                        Materialized.<String, UsageTotal>as(Stores.inMemoryKeyValueStore("totals"))
                                .withKeySerde(text)
                                .withValueSerde(totals))
                .toStream()
                .to(usageTopic, Produced.with(text, totals));
        return streams.build();
    }

    private static List<KeyValue<String, UsageTotal>> parts(Event event, UsagePeriod period, ZoneId zone) {
        return usage(event).stream()
                .flatMap(usage -> usage.by(period, zone).entrySet().stream())
                .map(part -> {
                    OffsetDateTime start = part.getKey();
                    String name =
                            period == UsagePeriod.DAY ? start.toLocalDate().toString() : start.toString();
                    PodUsage usage = part.getValue();
                    return KeyValue.pair(usage.tenant() + "/" + name, UsageTotal.of(start.toString(), usage));
                })
                .toList();
    }

    // One event that nobody can read must not stop what all others are charged.
    private static Optional<PodUsage> usage(Event event) {
        try {
            return PodUsage.of(event);
        } catch (IllegalArgumentException unreadable) {
            System.err.println("not added up: " + unreadable.getMessage());
            return Optional.empty();
        }
    }
}
