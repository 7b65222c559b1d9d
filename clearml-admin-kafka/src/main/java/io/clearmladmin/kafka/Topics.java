package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Looks whether the topics are there and fit, and creates them when asked to. To be called once, before the first event, since
 * Kafka's producers report most mistakes only by a timeout. Blocks, for the time and for three seconds more at most, in which it
 * finds out why a broker does not answer; keeps nothing open.
 */
public final class Topics {

    private static final String COMPACT = "compact";

    private Topics() {}

    /**
     * Checks the topics of events.
     *
     * @throws KafkaFailureException with all that does not fit, if that is not a {@link KafkaSink}'s place
     */
    public static void checkForSink(KafkaSettings settings, Duration time) {
        check(
                settings,
                List.of(settings.lifecycleTopic(), settings.inventoryTopic()),
                Optional.empty(),
                Optional.empty(),
                time);
    }

    /**
     * Looks at the topics of lifecycle events and of the state.
     *
     * @throws KafkaFailureException with all that does not fit, if that is not a {@link KafkaJournal}'s place
     */
    public static void checkForJournal(KafkaSettings settings, Duration time) {
        check(settings, List.of(settings.lifecycleTopic()), Optional.of(settings.stateTopic()), Optional.empty(), time);
    }

    /**
     * The same, and whether the user may use the journal's transactional id. The right to describe it is looked for, which comes
     * with the right to write that it needs.
     *
     * @param monitorUuid what the journal is opened with
     * @throws KafkaFailureException with all that does not fit, if that is not a {@link KafkaJournal}'s place
     */
    public static void checkForJournal(KafkaSettings settings, String monitorUuid, Duration time) {
        check(
                settings,
                List.of(settings.lifecycleTopic()),
                Optional.of(settings.stateTopic()),
                Optional.of(TransactionalId.check("monitor UUID", monitorUuid)),
                time);
    }

    /**
     * Looks at the topic of inventories, which is all that a sink of snapshots needs.
     *
     * @throws KafkaFailureException with all that does not fit
     */
    public static void checkForInventory(KafkaSettings settings, Duration time) {
        check(settings, List.of(settings.inventoryTopic()), Optional.empty(), Optional.empty(), time);
    }

    private static void check(
            KafkaSettings settings,
            List<String> events,
            Optional<String> state,
            Optional<String> transactionalId,
            Duration time) {
        Deadline deadline = Deadline.in(time);
        try (Opened<Admin> opened = Clients.admin(settings, ClientProperties.admin(settings, time))) {
            Admin admin = opened.client();
            TopicFacts facts = new TopicFacts(admin, settings, deadline);
            List<TopicFacts.Finding> findings = facts.findings(events, state);
            if (!findings.isEmpty()) {
                throw unfit(settings, findings);
            }
            Set<String> names = new TreeSet<>(events);
            state.ifPresent(names::add);
            List<String> missing = new ArrayList<>(facts.missingRights(names));
            if (transactionalId.isPresent() && !facts.mayUse(transactionalId.get())) {
                missing.add("Write and Describe on the transactional id " + transactionalId.get());
            }
            if (!missing.isEmpty()) {
                throw lacking(settings, missing);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw ConnectFailures.failure(settings, "Looking at the topics", failure);
        }
    }

    private static KafkaFailureException lacking(KafkaSettings settings, List<String> missing) {
        return new KafkaFailureException(
                KafkaFailureException.Reason.NOT_ALLOWED,
                "The topics at " + String.join(",", settings.bootstrapServers()) + " fit, but " + Failures.who(settings)
                        + " lacks the rights " + String.join(", ", missing) + ": give them with kafka-acls.",
                null);
    }

    static KafkaFailureException unfit(KafkaSettings settings, List<TopicFacts.Finding> findings) {
        return new KafkaFailureException(
                findings.get(0).reason(),
                "The topics at " + String.join(",", settings.bootstrapServers()) + " do not fit: "
                        + findings.stream().map(TopicFacts.Finding::text).collect(Collectors.joining("; ")) + ".",
                null);
    }

    /**
     * Creates those of the three topics that are not there; those that are stay as they are. The state topic is compacted,
     * and with three replicas or more, two must be in sync.
     *
     * @param partitions of each topic
     * @param replicas of each partition
     * @return the names of those that were created
     */
    public static List<String> create(KafkaSettings settings, int partitions, int replicas, Duration time) {
        Deadline deadline = Deadline.in(time);
        Map<String, String> configuration =
                replicas < 3 ? Map.of() : Map.of("min.insync.replicas", Integer.toString(2));
        Map<String, NewTopic> wanted = new TreeMap<>();
        for (String name : List.of(settings.lifecycleTopic(), settings.inventoryTopic(), settings.stateTopic())) {
            Map<String, String> own = new TreeMap<>(configuration);
            if (name.equals(settings.stateTopic())) {
                own.put("cleanup.policy", COMPACT);
            }
            wanted.put(name, new NewTopic(name, partitions, (short) replicas).configs(own));
        }
        try (Opened<Admin> opened = Clients.admin(settings, ClientProperties.admin(settings, time))) {
            Admin admin = opened.client();
            CreateTopicsResult result = admin.createTopics(wanted.values());
            return result.values().entrySet().stream()
                    .filter(topic -> created(settings, topic.getKey(), topic.getValue(), deadline))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    private static boolean created(KafkaSettings settings, String name, KafkaFuture<Void> future, Deadline deadline) {
        try {
            TopicFacts.await(future, deadline);
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (failure.getCause() instanceof AuthorizationException refused) {
                throw mayNotCreate(settings, name, refused);
            }
            throw ConnectFailures.failure(settings, "Creating topic " + name, failure);
        } catch (TimeoutException failure) {
            throw ConnectFailures.failure(settings, "Creating topic " + name, failure);
        }
    }

    private static KafkaFailureException mayNotCreate(KafkaSettings settings, String name, Exception refused) {
        return new KafkaFailureException(
                KafkaFailureException.Reason.NOT_ALLOWED,
                "Creating topic " + name + " at " + String.join(",", settings.bootstrapServers()) + ": "
                        + settings.secrets().redact(String.valueOf(refused.getMessage())) + " Give "
                        + Failures.who(settings) + " the right Create on topic "
                        + name + " or on the cluster, or have it created by somebody who may.",
                Failures.cause(settings, refused));
    }
}
