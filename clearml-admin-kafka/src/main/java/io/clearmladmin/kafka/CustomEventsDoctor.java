package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.report.Report;
import io.clearmladmin.report.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Why does no event arrive? One call looks at every link of the chain: what the server is set to and whether that agrees with
 * the settings here, the brokers, the topics, this user's rights on them, the monitor's UUID, each tenant's fields, and whether the message
 * templates render for it.
 *
 * <pre>{@code
 * Report report = CustomEventsDoctor.builder(clearml, KafkaSettings.fromEnvironment()).build().run();
 * System.out.print(report.forTerminal());
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

    /**
     * Inspects every link. Blocks, for the client's and the brokers' time at most; a link that cannot be inspected does not
     * stop the rest.
     *
     * @return the report; the links are in the chain's order, so that its first {@link Severity#CRITICAL} finding is where
     *     events stop
     */
    public Report run() {
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        LinkFindings findings = new LinkFindings(settings.kafka().secrets());
        new ServerLinks(settings.clearml(), settings.kafka(), findings).look();
        new BrokerLinks(settings.kafka(), settings.monitorUuid(), settings.time(), findings).look();
        new TenantLinks(settings.clearml(), settings.templates(), findings).look();
        return findings.report(now);
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
