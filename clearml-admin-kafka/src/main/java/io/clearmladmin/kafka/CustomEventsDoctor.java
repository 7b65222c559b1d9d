package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.internal.secrets.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why does no event arrive? One call looks at every link of the chain: what the server is set to and whether that agrees with
 * the settings here, the brokers, the topics, this user's rights on them, the monitor's UUID, each tenant's fields, and whether the message
 * templates render for it.
 *
 * <pre>{@code
 * System.out.println(CustomEventsDoctor.builder(clearml, KafkaSettings.fromEnvironment()).build().run().toText());
 * }</pre>
 *
 * <p>It only reads: {@code server.config}, {@code system.get_companies}, {@code system.get_company_custom_events_config}, and
 * Kafka's metadata. Role system or root sees all of it; what the role may not see is said. No password is ever printed.
 */
public final class CustomEventsDoctor {

    private final Settings settings;

    private CustomEventsDoctor(Settings settings) {
        this.settings = settings;
    }

    private record Settings(
            ClearMl clearml,
            KafkaSettings kafka,
            Optional<String> monitorUuid,
            Optional<MessageTemplates> templates,
            Duration time,
            Clock clock) {}

    /** A builder; the client stays open. */
    public static Builder builder(ClearMl clearml, KafkaSettings kafka) {
        return new Builder(clearml, kafka);
    }

    /** Looks. Blocks, for the client's and the brokers' time at most; a link that cannot be seen does not stop the rest. */
    public DoctorReport run() {
        List<Finding> links = new ArrayList<>();
        links.addAll(new ServerLinks(settings.clearml(), settings.kafka()).look());
        links.addAll(new BrokerLinks(settings.kafka(), settings.monitorUuid(), settings.time()).look());
        links.addAll(new TenantLinks(settings.clearml(), settings.templates()).look());
        // The server may have our password in places where none belongs, or quote it when it fails.
        Redactor secrets = settings.kafka().secrets();
        links.replaceAll(link -> link.redacted(secrets));
        return new DoctorReport(settings.clock().instant(), links);
    }

    /** Says what is looked at. */
    public static final class Builder {

        private final ClearMl clearml;
        private final KafkaSettings kafka;
        private Optional<String> monitorUuid = Optional.empty();
        private Optional<MessageTemplates> templates = Optional.empty();
        private Duration time = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();

        private Builder(ClearMl clearml, KafkaSettings kafka) {
            this.clearml = Objects.requireNonNull(clearml, "clearml");
            this.kafka = Objects.requireNonNull(kafka, "kafka");
        }

        /** The UUID with which this cluster's journal is opened. */
        public Builder monitorUuid(String uuid) {
            monitorUuid = Optional.of(TransactionalId.check("monitorUuid", uuid));
            return this;
        }

        /** The message templates, to be tried with each tenant's fields. */
        public Builder templates(MessageTemplates messages) {
            templates = Optional.of(messages);
            return this;
        }

        /** How long the brokers have to answer; 10 s if nothing is said. */
        public Builder brokerTime(Duration value) {
            time = Objects.requireNonNull(value, "value");
            return this;
        }

        /** The clock for the report's time; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** The doctor. */
        public CustomEventsDoctor build() {
            return new CustomEventsDoctor(new Settings(clearml, kafka, monitorUuid, templates, time, clock));
        }
    }
}
