package io.clearmladmin.emitters;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSettings.Compression;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.MessageTemplates;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kafka as it was set: by the API server's own names, and by those that it has none for. */
final class KafkaOptions {

    /** How what does not go together is said. */
    static final String REFUSED = "The settings of Kafka: ";

    private static final List<Setting> SERVERS = List.of(
            Setting.KAFKA_HOST,
            Setting.KAFKA_PROTOCOL,
            Setting.KAFKA_MECHANISM,
            Setting.KAFKA_USER,
            Setting.KAFKA_PASSWORD,
            Setting.LIFECYCLE_TOPIC,
            Setting.INVENTORY_TOPIC);

    private final Settings settings;

    KafkaOptions(Settings settings) {
        this.settings = settings;
    }

    /**
     * The settings of Kafka; credentials as they are now.
     *
     * @throws ConfigurationException if they do not go together
     */
    KafkaSettings kafka() {
        if (settings.text(Setting.KAFKA_HOST).isEmpty()) {
            throw Settings.missing(Setting.KAFKA_HOST);
        }
        Map<String, String> servers = new HashMap<>();
        SERVERS.forEach(setting -> settings.text(setting).ifPresent(text -> servers.put(setting.key(), text)));
        KafkaSettings.Builder builder = KafkaSettings.builderFrom(servers);
        try {
            return completed(builder).build();
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(REFUSED + refused.getMessage(), refused);
        }
    }

    private KafkaSettings.Builder completed(KafkaSettings.Builder builder) {
        settings.text(Setting.TOKEN_ENDPOINT).map(URI::create).ifPresent(builder::tokenEndpoint);
        settings.text(Setting.TOKEN_SCOPE).ifPresent(builder::tokenScope);
        settings.path(Setting.TOKEN_TRUST_STORE).ifPresent(builder::tokenTrustStore);
        settings.path(Setting.TRUST_STORE).ifPresent(builder::trustStore);
        Optional<Path> keyStore = settings.path(Setting.KEY_STORE);
        keyStore.ifPresent(pem -> settings.secret(Setting.KEY_PASSWORD)
                .ifPresentOrElse(secret -> builder.keyStore(pem, secret), () -> builder.keyStore(pem)));
        settings.path(Setting.KEY_CERTIFICATES).ifPresent(builder::keyCertificates);
        List.of(Setting.KEY_PASSWORD, Setting.KEY_CERTIFICATES).forEach(setting -> {
            if (keyStore.isEmpty() && settings.origin(setting).isPresent()) {
                throw new IllegalArgumentException(setting.key() + " is set, but not " + Setting.KEY_STORE.key());
            }
        });
        return builder.stateTopic(settings.required(Setting.STATE_TOPIC))
                .compression(Compression.of(settings.required(Setting.COMPRESSION)))
                .maxRequestBytes(settings.number(Setting.MAX_REQUEST_BYTES))
                .deliveryTimeout(settings.seconds(Setting.DELIVERY_TIMEOUT))
                .transactionTimeout(settings.seconds(Setting.TRANSACTION_TIMEOUT))
                .skipUnreadableState(settings.flag(Setting.SKIP_UNREADABLE_STATE));
    }

    /** A journal of this monitor; opens nothing yet. */
    KafkaJournal journal(String monitorUuid) {
        return builder(monitorUuid).build();
    }

    /** One that publishes nothing. */
    KafkaJournal rememberingOnly(String monitorUuid) {
        return builder(monitorUuid).rememberOnly().build();
    }

    private KafkaJournal.Builder builder(String monitorUuid) {
        KafkaJournal.Builder builder =
                KafkaJournal.builder(kafka(), monitorUuid).restoreTimeout(settings.seconds(Setting.RESTORE_TIMEOUT));
        templates().ifPresent(builder::templates);
        return builder;
    }

    /** What Kafka's clients log in with, as it is now: when it changes, they are to be opened anew. */
    List<String> credentials() {
        List<String> all = new ArrayList<>();
        List.of(Setting.KAFKA_USER, Setting.KAFKA_PASSWORD, Setting.KEY_PASSWORD)
                .forEach(setting -> all.add(settings.text(setting).orElse("")));
        List.of(Setting.TRUST_STORE, Setting.KEY_STORE, Setting.KEY_CERTIFICATES, Setting.TOKEN_TRUST_STORE)
                .forEach(setting -> all.add(settings.path(setting)
                        .map(pem -> Settings.read(setting, pem))
                        .orElse("")));
        return all;
    }

    /** A sink of the inventory of that name. */
    KafkaSink sink(String inventory) {
        KafkaSink.Builder builder = KafkaSink.builder(kafka());
        settings.text(Setting.SNAPSHOT_ID).ifPresent(id -> builder.snapshotId(id + "." + inventory));
        templates().ifPresent(builder::templates);
        return builder.build();
    }

    /** The templates of messages, if there are any; each is read. */
    Optional<MessageTemplates> templates() {
        return settings.path(Setting.TEMPLATES).map(MessageTemplates::in);
    }
}
