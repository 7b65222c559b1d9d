package io.clearmladmin.cli;

import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = "Checks that the topics of events and of the state are there and fit.",
        footer = {"", "Example:", "  clearml-admin events topics check"})
@Prints(list = EventsTopicsCheck.Topic.class)
final class EventsTopicsCheck implements Action {

    record Topic(String topic, String state) {}

    @Option(names = "--broker-time", paramLabel = "TIME", description = "How long brokers may take; 10s by default.")
    private Duration brokerTime = Duration.ofSeconds(10);

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(invocation.surroundings().environment());
        Topics.checkForSink(kafka, brokerTime);
        Topics.checkForJournal(kafka, brokerTime);
        invocation
                .output()
                .list(
                        Topic.class,
                        List.of(
                                new Topic(kafka.lifecycleTopic(), "fits"),
                                new Topic(kafka.inventoryTopic(), "fits"),
                                new Topic(kafka.stateTopic(), "fits")));
        return ExitCode.DONE;
    }
}
