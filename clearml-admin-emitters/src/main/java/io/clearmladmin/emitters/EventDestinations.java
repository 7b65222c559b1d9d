package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Opens the destination of the events: Kafka, or the API server. */
final class EventDestinations {

    private final Settings settings;
    private final KafkaOptions kafka;
    private final Supplier<ClearMl> clearml;

    EventDestinations(Settings settings, Supplier<ClearMl> clearml) {
        this.settings = settings;
        this.kafka = new KafkaOptions(settings);
        this.clearml = clearml;
    }

    KafkaOptions kafka() {
        return kafka;
    }

    /** The sink of the snapshots of the inventory of that name; the caller closes it. */
    EventSink sink(String inventory) {
        return settings.isToKafka() ? kafka.sink(inventory) : apiServer();
    }

    /**
     * The journal of a monitor, in Kafka itself or in a file; the caller closes it.
     *
     * @param ending what the file's name has behind it, if several share the setting
     */
    LifecycleJournal journal(String monitorUuid, String ending) {
        return settings.isToKafka()
                ? new RotatingJournal(() -> kafka.journal(monitorUuid), kafka::credentials)
                : LocalJournal.open(file(ending), apiServer());
    }

    /** The same journal, for what is remembered without being published. */
    BaselineJournal baseline(String monitorUuid, String ending) {
        return new BaselineJournal(
                settings.isToKafka()
                        ? kafka.rememberingOnly(monitorUuid)
                        : LocalJournal.open(file(ending), new Silence()));
    }

    private Path file(String ending) {
        return Path.of(settings.required(Setting.JOURNAL) + ending);
    }

    private EventSink apiServer() {
        String template = settings.required(Setting.TEMPLATE);
        return ApiServerSink.builder(clearml.get(), event -> template).build();
    }
}
