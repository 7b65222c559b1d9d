package io.clearmladmin.cli;

import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Creates those topics of events and of the state that are not there.",
        footer = {"", "Example:", "  clearml-admin events topics create --partitions 6 --replicas 3 --yes"})
@Prints(list = EventsTopicsCreate.Topic.class)
final class EventsTopicsCreate implements Action {

    record Topic(String topic, String outcome) {}

    @Option(names = "--partitions", paramLabel = "COUNT", description = "Of each topic; 1 by default.")
    private int partitions = 1;

    @Option(names = "--replicas", paramLabel = "COUNT", description = "Of each partition; 3 by default.")
    private int replicas = 3;

    @Option(names = "--broker-time", paramLabel = "TIME", description = "How long brokers may take; 10s by default.")
    private Duration brokerTime = Duration.ofSeconds(10);

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(invocation.surroundings().environment());
        List<String> topics = List.of(kafka.lifecycleTopic(), kafka.inventoryTopic(), kafka.stateTopic());
        confirmation.ask(
                invocation,
                "create those of the topics " + String.join(", ", topics) + " that are not there at "
                        + String.join(", ", kafka.bootstrapServers()));
        List<String> created = Topics.create(kafka, partitions, replicas, brokerTime);
        invocation
                .output()
                .list(
                        Topic.class,
                        topics.stream()
                                .map(topic -> new Topic(topic, created.contains(topic) ? "created" : "was there"))
                                .toList());
        return ExitCode.DONE;
    }
}
