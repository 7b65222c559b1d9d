package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells why brokers do not answer: Kafka's clients only say that the time is over. */
final class Connection {

    // For all servers together: it comes on top of the caller's time.
    private static final int CONNECT_MILLIS = 700;

    private Connection() {}

    static KafkaFailureException failure(KafkaSettings settings, String tried, Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        // An interrupt comes as one, too.
        boolean silent = (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException)
                && !(cause.getCause() instanceof InterruptedException);
        return silent ? silence(settings, tried, cause) : Failures.of(settings, tried, cause);
    }

    private static KafkaFailureException silence(KafkaSettings settings, String tried, Throwable cause) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONNECT_MILLIS);
        List<String> listening = settings.bootstrapServers().stream()
                .filter(server -> listens(server, end))
                .toList();
        if (listening.isEmpty()) {
            return new KafkaFailureException(
                    Reason.NO_BROKER,
                    tried + ": nobody listens at " + String.join(", ", settings.bootstrapServers())
                            + ". Look at the host and port, and whether the broker runs.",
                    cause);
        }
        return new KafkaFailureException(
                Reason.WRONG_PROTOCOL,
                tried + ": " + String.join(", ", listening)
                        + " takes connections, but does not answer as a broker does in"
                        + " " + settings.protocol() + ". Most likely the port has another security protocol (a client"
                        + " without login on a SASL port sees nothing but this); or the addresses that the broker"
                        + " advertises cannot be reached from here.",
                cause);
    }

    private static boolean listens(String server, long end) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), (int) millis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
