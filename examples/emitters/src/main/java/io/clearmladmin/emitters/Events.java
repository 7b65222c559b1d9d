package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.k8s.events.LocalJournal;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import java.nio.file.Path;

/** Where the events go: to Kafka, by the API server's own names for it, or through the API server. */
final class Events {

    private static final String TO = "CLEARML_EVENTS_TO";

    private final Environment environment;

    Events(Environment environment) {
        this.environment = environment;
    }

    /** Whether they go to Kafka, and need no API server. */
    boolean toKafka() {
        return switch (environment.text(TO).orElse("kafka")) {
            case "kafka" -> true;
            case "api-server" -> false;
            default -> throw new ConfigurationException(TO + " is kafka or api-server, not '"
                    + environment.text(TO).orElse("") + "'");
        };
    }

    /** The sink of snapshots. */
    EventSink sink(ClearMl clearml) {
        return toKafka() ? KafkaSink.open(KafkaSettings.from(environment.variables())) : throughApiServer(clearml);
    }

    /** The journal of a monitor: Kafka itself, or a file. */
    LifecycleJournal journal(ClearMl clearml, String monitorUuid) {
        if (toKafka()) {
            return KafkaJournal.open(KafkaSettings.from(environment.variables()), monitorUuid);
        }
        Path file = Path.of(environment.required("CLEARML_EVENTS_JOURNAL", "the file that remembers what was told"));
        return LocalJournal.open(file, throughApiServer(clearml));
    }

    private EventSink throughApiServer(ClearMl clearml) {
        String template = environment.required(
                "CLEARML_EVENTS_TEMPLATE", "the API server's key of the template for these events");
        return ApiServerSink.builder(clearml, event -> template).build();
    }
}
