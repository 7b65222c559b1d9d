package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.LinkedHashSet;
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

    private final KafkaSettings settings;
    private final Optional<String> monitorUuid;
    private final Duration time;
    private final LinkFindings findings;

    BrokerLinks(KafkaSettings settings, Optional<String> monitorUuid, Duration time, LinkFindings findings) {
        this.settings = settings;
        this.monitorUuid = monitorUuid;
        this.time = time;
        this.findings = findings;
    }

    private Link link(String check, String what) {
        return new Link(check, what, String.join(", ", settings.bootstrapServers()));
    }

    void look() {
        Deadline deadline = Deadline.in(time);
        Link brokers = link("brokers", "the brokers");
        Set<String> left = new LinkedHashSet<>(List.of("topics", "rights", "monitor"));
        try (Opened<Admin> opened = Clients.admin(settings, ClientProperties.admin(settings, time))) {
            Admin admin = opened.client();
            int nodes =
                    TopicFacts.await(admin.describeCluster().nodes(), deadline).size();
            findings.good(brokers, nodes + " answering, with " + settings.protocol());
            topics(admin, deadline);
            left.remove("topics");
            rights(admin, deadline);
            left.remove("rights");
            monitor(admin, deadline);
            left.remove("monitor");
        } catch (ExecutionException | TimeoutException failure) {
            broken(brokers, ConnectFailures.failure(settings, "Asking the brokers", failure));
        } catch (KafkaFailureException failure) {
            broken(brokers, failure);
        }
        left.forEach(
                check -> findings.skip(link(check, check), "the brokers do not answer", "See the finding 'brokers'."));
    }

    private void broken(Link link, KafkaFailureException why) {
        findings.broken(link, why.reason().toString(), String.valueOf(why.getMessage()));
    }

    private void topics(Admin admin, Deadline deadline) throws ExecutionException, TimeoutException {
        Link topics = link("topics", "the topics");
        List<TopicFacts.Finding> unfit = new TopicFacts(admin, settings, deadline)
                .findings(
                        List.of(settings.lifecycleTopic(), settings.inventoryTopic()),
                        Optional.of(settings.stateTopic()));
        if (!unfit.isEmpty()) {
            broken(topics, Topics.unfit(settings, unfit));
            return;
        }
        findings.good(
                topics,
                String.join(", ", settings.lifecycleTopic(), settings.inventoryTopic(), settings.stateTopic())
                        + " are there and fit");
    }

    private void rights(Admin admin, Deadline deadline) {
        String user = settings.user().orElse("everybody");
        Link rights = link("rights", "the rights of " + user);
        List<String> missing;
        Set<String> names = Set.of(settings.lifecycleTopic(), settings.inventoryTopic(), settings.stateTopic());
        try {
            missing = new TopicFacts(admin, settings, deadline).missingRights(names);
        } catch (ExecutionException | TimeoutException failure) {
            findings.skip(rights, Failures.line(settings, failure), "");
            return;
        }
        if (missing.isEmpty()) {
            findings.good(rights, "to write the topics, and to read the state");
        } else {
            findings.broken(rights, "missing: " + missing, "Give " + user + " these rights with kafka-acls.");
        }
    }

    private void monitor(Admin admin, Deadline deadline) {
        if (monitorUuid.isEmpty()) {
            findings.doubtful(
                    link("monitor", "the monitor"),
                    "no UUID is set",
                    "Each cluster's monitor needs one of its own, that stays the same.");
            return;
        }
        String id = monitorUuid.get();
        Link monitor = link("monitor", "the monitor " + id);
        try {
            TransactionDescription last =
                    TopicFacts.await(admin.describeTransactions(Set.of(id)).description(id), deadline);
            if (last.state() == TransactionState.ONGOING) {
                findings.doubtful(
                        monitor,
                        "it is writing right now",
                        "If that is not the one meant, another monitor has the same UUID: give it its own.");
            } else {
                findings.good(monitor, "it is known, and not writing right now");
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TransactionalIdNotFoundException) {
                findings.good(monitor, "it has not written yet");
            } else {
                findings.skip(monitor, Failures.line(settings, failure), "");
            }
        } catch (TimeoutException late) {
            findings.skip(monitor, Failures.line(settings, late), "");
        }
    }
}
