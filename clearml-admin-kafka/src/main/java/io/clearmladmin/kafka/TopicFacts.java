package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers say of some topics. */
final class TopicFacts {

    /**
     * Something that does not fit.
     *
     * @param reason of what kind
     * @param text in words, with what to do
     */
    record Finding(Reason reason, String text) {}

    private final Admin admin;
    private final KafkaSettings settings;
    private final Deadline deadline;
    private final List<Finding> findings = new ArrayList<>();

    TopicFacts(Admin admin, KafkaSettings settings, Deadline deadline) {
        this.admin = admin;
        this.settings = settings;
        this.deadline = deadline;
    }

    List<Finding> findings(List<String> events, Optional<String> state) throws ExecutionException, TimeoutException {
        for (String name : Set.copyOf(events)) {
            look(name, false);
        }
        if (state.isPresent()) {
            look(state.get(), true);
        }
        return findings;
    }

    List<Finding> found() {
        return findings;
    }

    private void look(String name, boolean state) throws ExecutionException, TimeoutException {
        Optional<TopicDescription> topic = describe(name);
        if (topic.isEmpty()) {
            findings.add(new Finding(
                    Reason.MISSING_TOPIC,
                    "topic " + name + " does not exist (Topics.create makes it; the name comes from the settings), or "
                            + settings.user().orElse("nobody") + " may not see it"));
            return;
        }
        Optional<Config> configuration = configuration(name);
        if (configuration.isPresent()) {
            lookAtCleanup(name, value(configuration.get(), "cleanup.policy"), state);
            lookAtReplicas(topic.get(), Integer.parseInt(value(configuration.get(), "min.insync.replicas")));
        }
    }

    /** What the user may not do with those of them that it sees, such as {@code Write on lifecycle}. */
    List<String> missingRights(Set<String> names) throws ExecutionException, TimeoutException {
        Map<String, TopicDescription> topics = await(
                admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames(),
                deadline);
        List<String> missing = new ArrayList<>();
        topics.forEach((name, topic) -> {
            // A broker without authorization reports none, and allows all.
            Set<AclOperation> may = topic.authorizedOperations();
            if (may == null || may.isEmpty()) {
                return;
            }
            if (!may.contains(AclOperation.WRITE)) {
                missing.add("Write on " + name);
            }
            if (name.equals(settings.stateTopic()) && !may.contains(AclOperation.READ)) {
                missing.add("Read on " + name);
            }
        });
        return missing;
    }

    /** Whether a transactional id may be looked at; one that was never used may be, too. */
    boolean mayUse(String transactionalId) throws ExecutionException, TimeoutException {
        try {
            await(admin.describeTransactions(Set.of(transactionalId)).description(transactionalId), deadline);
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TransactionalIdNotFoundException) {
                return true;
            } else if (failure.getCause() instanceof TransactionalIdAuthorizationException) {
                return false;
            }
            throw failure;
        }
    }

    private Optional<Config> configuration(String name) throws ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            return Optional.ofNullable(
                    await(admin.describeConfigs(List.of(resource)).all(), deadline)
                            .get(resource));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                findings.add(new Finding(
                        Reason.NOT_ALLOWED,
                        "topic " + name + " cannot be looked at in full: give " + Failures.who(settings)
                                + " the right DescribeConfigs on it"));
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<TopicDescription> describe(String name) throws ExecutionException, TimeoutException {
        try {
            return Optional.ofNullable(await(admin.describeTopics(List.of(name)).allTopicNames(), deadline)
                    .get(name));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static String value(Config configuration, String name) {
        ConfigEntry entry = configuration.get(name);
        return entry == null || entry.value() == null ? "1" : entry.value();
    }

    private void lookAtCleanup(String name, String policy, boolean state) {
        if (state && !policy.equals("compact")) {
            findings.add(new Finding(
                    Reason.UNFIT_TOPIC,
                    "state topic " + name + " has cleanup.policy=" + policy
                            + ", which forgets subjects or never ends growing: set it to compact"));
        } else if (!state && policy.contains("compact")) {
            findings.add(new Finding(
                    Reason.UNFIT_TOPIC,
                    "topic " + name + " has cleanup.policy=" + policy
                            + ", which drops all but the last event of a subject: set it to delete"));
        }
    }

    void lookAtReplicas(TopicDescription topic, int least) {
        for (TopicPartitionInfo partition : topic.partitions()) {
            int inSync = partition.isr().size();
            // The broker asks for no more than there are.
            if (inSync < Math.min(least, partition.replicas().size())) {
                findings.add(new Finding(
                        Reason.TOO_FEW_REPLICAS,
                        "topic " + topic.name() + " partition " + partition.partition() + " has " + inSync + " of "
                                + partition.replicas().size() + " replicas in sync, but min.insync.replicas is "
                                + least + ": bring the brokers back, or lower it"));
                return;
            }
        }
    }

    static <T> T await(KafkaFuture<T> future, Deadline deadline) throws ExecutionException, TimeoutException {
        try {
            return future.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw (TimeoutException) new TimeoutException("the waiting thread was interrupted").initCause(failure);
        }
    }
}
