package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Opens the destination of the events: Kafka, configured by the API server's own variables, or the API server. */
final class Events {

    private static final String TO = "CLEARML_EVENTS_TO";

    private final Environment environment;
    private final Supplier<ClearMl> clearml;

    Events(Environment environment, Supplier<ClearMl> clearml) {
        this.environment = environment;
        this.clearml = clearml;
    }

    private boolean isKafka() {
        String to = environment.text(TO).orElse("kafka");
        return switch (to) {
            case "kafka" -> true;
            case "api-server" -> false;
            default -> throw new ConfigurationException(TO + " must be kafka or api-server, got '" + to + "'");
        };
    }

    /** The sink of snapshots; the caller closes it. */
    EventSink sink() {
        return isKafka() ? KafkaSink.open(KafkaSettings.from(environment.variables())) : apiServer();
    }

    /** The journal of a monitor, in Kafka itself or in a file; the caller closes it. */
    LifecycleJournal journal(String monitorUuid) {
        if (isKafka()) {
            return KafkaJournal.open(KafkaSettings.from(environment.variables()), monitorUuid);
        }
        Path file = Path.of(environment.required("CLEARML_EVENTS_JOURNAL", "the file that records what was published"));
        return LocalJournal.open(file, apiServer());
    }

    private EventSink apiServer() {
        String template = environment.required(
                "CLEARML_EVENTS_TEMPLATE", "the key of the API server's template for these events");
        return ApiServerSink.builder(clearml.get(), event -> template).build();
    }
}
