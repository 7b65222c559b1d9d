package io.clearmladmin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A real broker in this JVM, on loopback, with a plain listener and one with SCRAM-SHA-512, its folder deleted at the end. */
public final class EmbeddedKafka implements AutoCloseable {

    /** Who logs in at {@link #loginAddress()} and {@link #tlsLoginAddress()}. */
    public static final String USER = "clearml";

    /** With what. */
    public static final String PASSWORD = "kanari-correct-horse";

    private final BrokerSettings settings;
    private @Nullable KafkaRaftServer server;

    EmbeddedKafka(BrokerSettings settings) {
        this.settings = settings;
    }

    /** Starts one, on free ports and a new folder. */
    public static EmbeddedKafka start() {
        return start(new Properties());
    }

    /**
     * The same, with these settings beside its own. {@code sasl.enabled.mechanisms} may name SCRAM-SHA-256 and PLAIN, too; with
     * {@code ssl.keystore.location} it listens with TLS as well.
     */
    public static EmbeddedKafka start(Properties more) {
        try {
            return start(
                    new BrokerSettings(BrokerSettings.Role.BOTH, folder(), BrokerSettings.freePorts(), more),
                    Uuid.randomUuid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a second broker of its cluster, which can be stopped for itself. */
    public EmbeddedKafka startSecondBroker() {
        try {
            return start(settings.ofSecondBroker(folder()), settings.cluster());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedKafka start(BrokerSettings settings, Uuid cluster) {
        settings.format(cluster);
        EmbeddedKafka kafka = new EmbeddedKafka(settings);
        kafka.restart();
        return kafka;
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("embedded-kafka");
    }

    /** Starts it, on the same folder and ports as before. */
    public void restart() {
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
        started.startup();
        server = started;
    }

    /**
     * Stops it; what it holds stays for {@link #restart()}. Transactions that are being ended at this moment may never get their
     * ends: a {@link KafkaProcess} can be stopped in the middle of them.
     */
    public void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** Where it listens without a login. */
    public String plainAddress() {
        return settings.plainAddress();
    }

    /** Where it listens with a login. */
    public String loginAddress() {
        return settings.loginAddress();
    }

    /** Where it listens with TLS, if it does. */
    public String tlsAddress() {
        return settings.tlsAddress();
    }

    /** Where it listens with TLS and a login, if it does. */
    public String tlsLoginAddress() {
        return settings.tlsLoginAddress();
    }

    /** Stops it and deletes what it holds. */
    @Override
    public void close() {
        stop();
        delete(settings.folder());
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
