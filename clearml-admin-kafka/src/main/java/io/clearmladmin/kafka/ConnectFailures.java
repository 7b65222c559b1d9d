package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;

/** Reports why brokers do not answer: Kafka's clients only say that the time is over. */
final class ConnectFailures {

    // For all servers together: it comes, as what else is looked at, on top of the caller's time.
    private static final int CONNECT_MILLIS = 700;
    private static final Duration LISTING = Duration.ofSeconds(1);

    private ConnectFailures() {}

    static KafkaFailureException failure(KafkaSettings settings, String tried, Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        // An interrupt comes as one, too.
        boolean silent = (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException)
                && !(cause.getCause() instanceof InterruptedException);
        return silent ? silence(settings, tried, settings.secrets().cause(cause)) : Failures.of(settings, tried, cause);
    }

    private static KafkaFailureException silence(KafkaSettings settings, String tried, Throwable cause) {
        List<String> listening = settings.bootstrapServers().stream()
                .filter(listens(TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS)))
                .toList();
        if (listening.isEmpty()) {
            return new KafkaFailureException(
                    Reason.NO_BROKER,
                    tried + ": nobody listens at " + String.join(", ", settings.bootstrapServers())
                            + ". Look at the host and port, and whether the broker runs.",
                    cause);
        }
        Optional<Set<String>> advertised = advertised(settings);
        return advertised.isPresent()
                ? beyondTheDoor(settings, tried, advertised.get(), cause)
                : new KafkaFailureException(
                        Reason.WRONG_PROTOCOL,
                        tried + ": " + String.join(", ", listening)
                                + " takes connections, but does not answer as a broker does in "
                                + settings.protocol() + ". Most likely the port has another security protocol (a client"
                                + " without login on a SASL port sees nothing but this); or the addresses that the broker"
                                + " advertises cannot be reached from here.",
                        cause);
    }

    /** The bootstrap servers answer, so that protocol and login are right. */
    private static KafkaFailureException beyondTheDoor(
            KafkaSettings settings, String tried, Set<String> advertised, Throwable cause) {
        String answers = tried + ": " + String.join(", ", settings.bootstrapServers()) + " answers, but ";
        Predicate<String> listens = listens(TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS));
        List<String> unreachable = advertised.stream()
                .filter(listens.negate())
                .map(ConnectFailures::unreachable)
                .toList();
        if (unreachable.isEmpty() && !advertised.isEmpty()) {
            return new KafkaFailureException(
                    Reason.TIMED_OUT,
                    answers + "it was not done in time, though what the brokers advertise takes connections ("
                            + String.join(", ", advertised) + "). Look whether these are ports of "
                            + settings.protocol() + ", and how busy the brokers are; or give it more time.",
                    cause);
        }
        String which = unreachable.isEmpty()
                ? "most likely the address that a broker advertises cannot be reached from here"
                : "a broker advertises what cannot be reached from here: " + String.join("; ", unreachable);
        return new KafkaFailureException(
                Reason.ADVERTISED_ADDRESS,
                answers + which + ". Set the brokers' advertised.listeners to names and ports that clients reach.",
                cause);
    }

    private static String unreachable(String address) {
        return address + (address(address).isUnresolved() ? " (no such host)" : " (nobody listens)");
    }

    /** Whether somebody listens at a server, in so much time for all that are asked. */
    private static Predicate<String> listens(long nanos) {
        long end = System.nanoTime() + nanos;
        return server -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            try (Socket socket = new Socket()) {
                socket.connect(address(server), (int) millis);
                return true;
            } catch (IOException failure) {
                return false;
            }
        };
    }

    private static InetSocketAddress address(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        return new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1)));
    }

    // The addresses that the brokers of all topics advertise which this user may see; empty if no broker answered. The
    // bootstrap servers are only the door to them: an admin client goes there before it answers anything; a consumer
    // lists the
    // topics, and with them the brokers, from where it came in.
    private static Optional<Set<String>> advertised(KafkaSettings settings) {
        try (Opened<Consumer<String, byte[]>> opened = Clients.consumer(settings, ClientProperties.asking(settings))) {
            Set<String> addresses = new TreeSet<>();
            opened.client().listTopics(LISTING).values().stream()
                    .flatMap(List::stream)
                    .flatMap(ConnectFailures::brokers)
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
