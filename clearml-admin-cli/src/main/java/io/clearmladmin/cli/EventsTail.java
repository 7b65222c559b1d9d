package io.clearmladmin.cli;

import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.EventReader;
import io.clearmladmin.kafka.KafkaFailureException;
import io.clearmladmin.kafka.KafkaSettings;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "tail",
        description = {
            "Prints events as they come to Kafka, until Ctrl-C. Only committed ones, and without a trace: no group, no commit.",
            "Messages that are no events are counted and left out."
        },
        footer = {
            "",
            "Examples:",
            "  clearml-admin events tail --jsonl",
            "  clearml-admin events tail --from beginning --no-follow -o csv",
            "  clearml-admin events tail --count 1 --for 60s || echo 'no event came'"
        })
@Prints(list = EventsTail.Row.class)
final class EventsTail implements Action {

    record Row(
            Instant time,
            String type,
            String tenant,
            String subject,
            String source,
            String kind,
            String id,
            Map<String, Object> data) {

        static Row of(Event event) {
            return new Row(
                    event.time(),
                    event.type(),
                    event.tenant(),
                    event.subject(),
                    event.source(),
                    event.kind().name().toLowerCase(Locale.ROOT),
                    event.id().toString(),
                    event.data());
        }
    }

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "end (default), beginning, a time ago such as 1h, or an instant such as 2026-11-01T00:00:00Z.")
    private String from = "end";

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description =
                    "Read this topic instead of those of lifecycle and inventory events; may be given several times.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--no-follow", description = "End where the topics ended at the start.")
    private boolean isEnding;

    @Option(names = "--broker-time", paramLabel = "TIME", description = "How long brokers may take; 10s by default.")
    private Duration brokerTime = Duration.ofSeconds(10);

    @Mixin
    private final Limits limits = new Limits();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(invocation.surroundings().environment());
        List<String> all = topics.isEmpty() ? List.of(kafka.lifecycleTopic(), kafka.inventoryTopic()) : topics;
        limits.begin();
        try (EventReader reader = open(kafka, all);
                RowStream<Row> rows = invocation.output().stream(Row.class)) {
            try {
                follow(reader, rows);
            } catch (KafkaFailureException failure) {
                throw failure.reason() == KafkaFailureException.Reason.INTERRUPTED
                        ? Limits.interrupted(rows.count(), "events")
                        : failure;
            } finally {
                if (reader.skipped() > 0) {
                    invocation.messages().warn(reader.skipped() + " messages were no events");
                }
            }
            return limits.end(rows.count(), "events");
        }
    }

    private void follow(EventReader reader, RowStream<Row> rows) throws IOException {
        for (Duration wait = limits.wait(0); !wait.isZero(); wait = limits.wait(rows.count())) {
            if (isEnding && reader.isPastStart()) {
                return;
            }
            for (Event event : reader.read(wait)) {
                if (limits.isReached(rows.count())) {
                    return;
                }
                rows.add(Row.of(event));
            }
        }
    }

    private EventReader open(KafkaSettings kafka, List<String> all) {
        return switch (from) {
            case "end" -> EventReader.fromEnd(kafka, all, brokerTime);
            case "beginning" -> EventReader.fromBeginning(kafka, all, brokerTime);
            default -> EventReader.since(kafka, all, start(from), brokerTime);
        };
    }

    private static Instant start(String text) {
        try {
            return Instant.now().minus(new DurationText().convert(text));
        } catch (TypeConversionException noDuration) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noInstant) {
                throw CommandException.wrongUse(
                        "--from must be end, beginning, a time ago such as 1h or an instant such as 2026-11-01T00:00:00Z",
                        "correct it; nothing was read");
            }
        }
    }
}
