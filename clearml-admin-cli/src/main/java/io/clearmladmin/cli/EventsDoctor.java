package io.clearmladmin.cli;

import io.clearmladmin.kafka.CustomEventsDoctor;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Reports why no event arrives: it looks at every link from the server to Kafka. Kafka is set by the variables that",
            "the API server's own custom events are set with, such as CLEARML__hosts__kafka__custom_events__host."
        },
        footer = {"", "Example:", "  clearml-admin events doctor"})
@Prints(one = Report.class)
final class EventsDoctor implements Action {

    @Mixin
    private final FailOn failOn = new FailOn();

    @Option(names = "--monitor-uuid", paramLabel = "UUID", description = "The UUID of this cluster's monitor.")
    private Optional<String> monitorUuid = Optional.empty();

    @Option(names = "--broker-time", paramLabel = "TIME", description = "How long brokers may take; 10s by default.")
    private Duration brokerTime = Duration.ofSeconds(10);

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(invocation.surroundings().environment());
        CustomEventsDoctor.Builder doctor =
                CustomEventsDoctor.builder(invocation.clearml(), kafka).brokerTime(brokerTime);
        monitorUuid.ifPresent(doctor::monitorUuid);
        return failOn.print(invocation, doctor.build().run());
    }
}
