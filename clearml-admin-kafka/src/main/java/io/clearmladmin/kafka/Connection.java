package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells why brokers do not answer: Kafka's clients only say that the time is over. */
final class Connection {

    private static final int CONNECT_MILLIS = 2_000;

    private Connection() {}

    static KafkaFailureException failure(KafkaSettings settings, String tried, Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean silent = cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException;
        return silent ? silence(settings, tried, cause) : Failures.of(settings, tried, cause);
    }

    private static KafkaFailureException silence(KafkaSettings settings, String tried, Throwable cause) {
        List<String> listening =
                settings.bootstrapServers().stream().filter(Connection::listens).toList();
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

    private static boolean listens(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
