package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A monitor in a process of its own, to be killed. Ends with the process that started it, too, and as it wants if that writes. */
final class MonitorProcess {

    /** How often running pods are published. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** How it exits if it is to watch others than before. */
    static final int SCOPE_CHANGED = 3;

    private static final int FAILED = 4;
    private static final CountDownLatch END = new CountDownLatch(1);

    private MonitorProcess() {}

    static KafkaSettings settings(String address) {
        return KafkaSettings.builder().bootstrapServers(address).build();
    }

    /**
     * How long the sink of a journal in a file waits when it has published an event whose type begins so: the sink has
     * acknowledged it, and the journal has not written that down.
     */
    record Pause(String after, Duration time) {

        /** None that would be noticed. */
        static final Pause NONE = new Pause("pod.", Duration.ZERO);
    }

    /**
     * Arguments: API server, its CA, token, namespace, Kafka, monitor's UUID, file that says that it watches. With a journal in a
     * file also that, after which type of event and for how many milliseconds its sink pauses, and file that says that it does.
     */
    public static void main(String[] arguments) throws Exception {
        Thread parent = new Thread(MonitorProcess::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        KafkaSettings settings = settings(arguments[4]);
        int exit;
        if (arguments.length == 7) {
            try (KafkaJournal journal = KafkaJournal.open(settings, arguments[5])) {
                exit = watch(arguments, journal);
            }
        } else {
            Pause pause = new Pause(arguments[8], Duration.ofMillis(Long.parseLong(arguments[9])));
            try (EventSink sink = new PausingSink(KafkaSink.open(settings), pause, Path.of(arguments[10]));
                    LocalJournal journal = LocalJournal.open(Path.of(arguments[7]), sink)) {
                exit = watch(arguments, journal);
            }
        }
        System.exit(exit);
    }

    /** Pauses when a sink has acknowledged, and says so in a file. */
    private record PausingSink(EventSink sink, Pause pause, Path acknowledged) implements EventSink {

        @Override
        public void emit(List<Event> events, Duration deadline) {
            sink.emit(events, deadline);
            if (events.stream().noneMatch(event -> event.type().startsWith(pause.after()))) {
                return;
            }
            try {
                Files.writeString(acknowledged, "acknowledged");
                TimeUnit.MILLISECONDS.sleep(pause.time().toMillis());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    private static int watch(String[] arguments, LifecycleJournal journal) throws IOException, InterruptedException {
        try (Kubernetes kubernetes = Kubernetes.builder()
                        .server(URI.create(arguments[0]))
                        .caCertificate(Path.of(arguments[1]))
                        .token(arguments[2])
                        .build();
                PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                        .source(arguments[5])
                        .query(PodQuery.inNamespace(arguments[3]))
                        .checkInterval(Duration.ofSeconds(2))
                        .recordTimeout(Duration.ofSeconds(5))
                        .stillRunningEach(PERIOD)
                        .build()) {
            monitor.start();
            boolean isHealthy;
            do {
                isHealthy = monitor.isHealthy();
            } while (!isHealthy && !monitor.awaitEnd(Duration.ofMillis(10)));
            if (isHealthy) {
                Files.writeString(Path.of(arguments[6]), "watching");
            }
            while (!monitor.awaitEnd(Duration.ofMillis(1)) && !END.await(100, TimeUnit.MILLISECONDS)) {
                // It goes on.
            }
            Throwable failure = monitor.failure().orElse(null);
            if (failure != null) {
                System.out.println("ended by " + failure);
            }
            return failure == null ? 0 : failure instanceof ScopeChangedException ? SCOPE_CHANGED : FAILED;
        }
    }

    private static void endWithParent() {
        try {
            if (System.in.read() >= 0) {
                END.countDown();
            }
            while (System.in.read() >= 0) {
                // Nothing more is said.
            }
        } catch (IOException gone) {
            // It is the end, too.
        }
        Runtime.getRuntime().halt(1);
    }
}
