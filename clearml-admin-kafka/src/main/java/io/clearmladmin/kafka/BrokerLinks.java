package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** Whether the brokers answer, have the topics, and let this user write and read them. */
final class BrokerLinks {

    private static final String TOPICS = "topics";
    private static final String MONITOR = "monitor";

    private final KafkaSettings settings;
    private final Optional<String> monitorUuid;
    private final Duration time;

    BrokerLinks(KafkaSettings settings, Optional<String> monitorUuid, Duration time) {
        this.settings = settings;
        this.monitorUuid = monitorUuid;
        this.time = time;
    }

    List<Finding> look() {
        List<Finding> links = new ArrayList<>();
        Deadline deadline = Deadline.in(time);
        try (Opened<Admin> opened = Clients.admin(settings, ClientProperties.admin(settings, time))) {
            Admin admin = opened.client();
            int nodes =
                    TopicFacts.await(admin.describeCluster().nodes(), deadline).size();
            links.add(Finding.good("brokers", nodes + " answer, with " + settings.protocol()));
            links.add(topics(admin, deadline));
            links.add(rights(admin, deadline));
            links.add(monitor(admin, deadline));
        } catch (ExecutionException | TimeoutException failure) {
            links.add(broken(ConnectFailures.failure(settings, "Asking the brokers", failure)));
        } catch (KafkaFailureException failure) {
            links.add(broken(failure));
        }
        return links;
    }

    private static Finding broken(KafkaFailureException why) {
        return Finding.broken("brokers", why.reason().toString(), String.valueOf(why.getMessage()));
    }

    private Finding topics(Admin admin, Deadline deadline) throws ExecutionException, TimeoutException {
        List<TopicFacts.Finding> findings = new TopicFacts(admin, settings, deadline)
                .findings(
                        List.of(settings.lifecycleTopic(), settings.inventoryTopic()),
                        Optional.of(settings.stateTopic()));
        if (!findings.isEmpty()) {
            KafkaFailureException unfit = Topics.unfit(settings, findings);
            return Finding.broken(TOPICS, unfit.reason().toString(), String.valueOf(unfit.getMessage()));
        }
        return Finding.good(
                TOPICS,
                String.join(", ", settings.lifecycleTopic(), settings.inventoryTopic(), settings.stateTopic())
                        + " are there and fit");
    }

    private Finding rights(Admin admin, Deadline deadline) {
        List<String> missing;
        Set<String> names = Set.of(settings.lifecycleTopic(), settings.inventoryTopic(), settings.stateTopic());
        try {
            missing = new TopicFacts(admin, settings, deadline).missingRights(names);
        } catch (ExecutionException | TimeoutException failure) {
            return Finding.notSeen("rights", Failures.line(settings, failure));
        }
        String user = settings.user().orElse("everybody");
        return missing.isEmpty()
                ? Finding.good("rights", user + " may write them, and read the state")
                : Finding.broken(
                        "rights", user + " lacks " + missing, "Give " + user + " these rights with kafka-acls.");
    }

    private Finding monitor(Admin admin, Deadline deadline) {
        if (monitorUuid.isEmpty()) {
            return Finding.doubtful(
                    MONITOR, "no UUID is set", "Each cluster's monitor needs one of its own, that stays the same.");
        }
        String id = monitorUuid.get();
        try {
            TransactionDescription last =
                    TopicFacts.await(admin.describeTransactions(Set.of(id)).description(id), deadline);
            return last.state() == TransactionState.ONGOING
                    ? Finding.doubtful(
                            MONITOR,
                            id + " is writing right now",
                            "If that is not the one meant, another monitor has the same UUID: give it its own.")
                    : Finding.good(MONITOR, id + " is known, and not writing right now");
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof TransactionalIdNotFoundException
                    ? Finding.good(MONITOR, id + " has not written yet")
                    : Finding.notSeen(MONITOR, Failures.line(settings, failure));
        } catch (TimeoutException late) {
            return Finding.notSeen(MONITOR, Failures.line(settings, late));
        }
    }
}
