package io.clearmladmin.kafka;

import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Makes Kafka's clients. They read the PEM files and look up the hosts when they are made, and say so in their causes only. */
final class Clients {

    private static final int DEEPEST = 10;

    private Clients() {}

    /** @throws KafkaFailureException if it cannot be made with these settings */
    static <C> C make(KafkaSettings settings, Supplier<C> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            throw failure(settings, e);
        }
    }

    private static KafkaFailureException failure(KafkaSettings settings, KafkaException e) {
        KafkaException telling = telling(e);
        String at = String.join(",", settings.bootstrapServers());
        if (telling instanceof ConfigException) {
            return new KafkaFailureException(
                    Reason.NO_BROKER,
                    "Connecting to " + at + ": " + telling.getMessage() + ". Look at the hosts' names.",
                    e);
        }
        String files = settings.trustStore().map(file -> " " + file).orElse("")
                + settings.keyStore().map(file -> " " + file).orElse("");
        return new KafkaFailureException(
                settings.protocol().isEncrypted() ? Reason.TLS : Reason.OTHER,
                "Connecting to " + at + ": " + telling.getMessage() + "."
                        + (files.isEmpty() ? " See the cause." : " Look at" + files + " and the key's password."),
                e);
    }

    // The deepest of Kafka's own says what it was.
    private static KafkaException telling(KafkaException e) {
        KafkaException telling = e;
        @Nullable Throwable at = e;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof KafkaException own && own.getMessage() != null) {
                telling = own;
            }
            at = at.getCause();
        }
        return telling;
    }
}
