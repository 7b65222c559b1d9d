package io.clearmladmin.k8s.events;

import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A monitor in a process of its own, to be killed. Ends with the process that started it, too. */
final class MonitorProcess {

    private MonitorProcess() {}

    static KafkaSettings settings(String address) {
        return KafkaSettings.builder().bootstrapServers(address).build();
    }

    /** Arguments: API server, its CA, token, namespace, Kafka, monitor's UUID, file that says that it watches. */
    public static void main(String[] arguments) throws Exception {
        Thread parent = new Thread(MonitorProcess::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        try (Kubernetes kubernetes = Kubernetes.builder()
                        .server(URI.create(arguments[0]))
                        .caCertificate(Path.of(arguments[1]))
                        .token(arguments[2])
                        .build();
                KafkaJournal journal = KafkaJournal.open(settings(arguments[4]), arguments[5]);
                PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                        .source(arguments[5])
                        .query(PodQuery.inNamespace(arguments[3]))
                        .checkInterval(Duration.ofSeconds(2))
                        .recordTimeout(Duration.ofSeconds(5))
                        .build()) {
            monitor.start();
            while (!monitor.isHealthy() && !monitor.awaitEnd(Duration.ofMillis(10))) {
                // It begins.
            }
            Files.writeString(Path.of(arguments[6]), "watching");
            while (!monitor.awaitEnd(Duration.ofHours(1))) {
                // It goes on.
            }
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said.
            }
        } catch (java.io.IOException gone) {
            // It is the end, too.
        }
        Runtime.getRuntime().halt(1);
    }
}
