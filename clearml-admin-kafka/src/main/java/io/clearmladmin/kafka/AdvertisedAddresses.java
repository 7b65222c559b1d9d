package io.clearmladmin.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/**
 * The addresses that brokers advertise, of which the bootstrap servers are only the door. An admin client goes there
 * before it answers anything; a consumer lists the topics, and with them the brokers, from where it came in.
 */
final class AdvertisedAddresses {

    private static final Duration TIME = Duration.ofSeconds(1);

    private AdvertisedAddresses() {}

    /** Those of the brokers of all topics that this user may see; empty if no broker answered. Takes a second at most. */
    static Optional<Set<String>> of(KafkaSettings settings) {
        try (Opened<Consumer<String, byte[]>> opened = Clients.consumer(settings, ClientProperties.asking(settings))) {
            Set<String> addresses = new TreeSet<>();
            opened.client().listTopics(TIME).values().stream()
                    .flatMap(List::stream)
                    .flatMap(AdvertisedAddresses::brokers)
                    .forEach(addresses::add);
            return Optional.of(addresses);
        } catch (KafkaException | KafkaFailureException noAnswer) {
            return Optional.empty();
        }
    }

    // A broker that is away has no address.
    private static Stream<String> brokers(PartitionInfo partition) {
        return Arrays.stream(partition.replicas())
                .filter(node -> !node.isEmpty() && !node.host().isEmpty())
                .map(node -> node.host() + ":" + node.port());
    }
}
