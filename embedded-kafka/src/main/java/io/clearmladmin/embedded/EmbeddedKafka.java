package io.clearmladmin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real broker in this JVM, on loopback, with a plain listener and one with SCRAM-SHA-512, its folder deleted at the end. */
public final class EmbeddedKafka implements AutoCloseable {

    /** Who logs in at {@link #loginAddress()}. */
    public static final String USER = "clearml";

    /** With what. */
    public static final String PASSWORD = "correct-horse-battery";

    private final Path folder;
    private final List<Integer> ports;
    private final Properties more;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path folder, List<Integer> ports, Properties more) {
        this.folder = folder;
        this.ports = ports;
        this.more = more;
    }

    /** Starts one, on free ports and a new folder. */
    public static EmbeddedKafka start() {
        return start(new Properties());
    }

    /** The same, with these settings beside its own. */
    public static EmbeddedKafka start(Properties more) {
        try {
            EmbeddedKafka kafka = new EmbeddedKafka(Files.createTempDirectory("embedded-kafka"), freePorts(), more);
            kafka.format();
            kafka.restart();
            return kafka;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(folder.toString()))
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setScramArguments(List.of("SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"))
                .run();
    }

    /** Starts it, on the same folder and ports as before. */
    public void restart() {
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
        started.startup();
        server = started;
    }

    /** Stops it; what it holds stays for {@link #restart()}. */
    public void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    private Properties properties() {
        String jaas = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
        Properties all = new Properties();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get(2));
        all.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.get(0) + ",SASL_PLAINTEXT://127.0.0.1:" + ports.get(1)
                        + ",CONTROLLER://127.0.0.1:" + ports.get(2));
        all.put("advertised.listeners", "PLAINTEXT://" + plainAddress() + ",SASL_PLAINTEXT://" + loginAddress());
        all.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        all.put("listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config", jaas);
        all.put("log.dirs", folder.toString());
        all.put("auto.create.topics.enable", "false");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        all.put("num.partitions", "1");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", "1");
            all.put(topic + ".num.partitions", "2");
        }
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        all.putAll(more);
        return all;
    }

    /** Where it listens without a login. */
    public String plainAddress() {
        return "127.0.0.1:" + ports.get(0);
    }

    /** Where it listens with SCRAM-SHA-512. */
    public String loginAddress() {
        return "127.0.0.1:" + ports.get(1);
    }

    /** Stops it and deletes what it holds. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
