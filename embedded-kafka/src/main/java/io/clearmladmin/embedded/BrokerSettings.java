package io.clearmladmin.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** What a node is started with: its role, its folder, the ports, and what the caller wants beside. */
final class BrokerSettings {

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final String LOGIN = "org.apache.kafka.common.security.";

    private enum Listener {
        PLAINTEXT,
        SASL_PLAINTEXT,
        SSL,
        SASL_SSL,
        CONTROLLER
    }

    /** What a node does. */
    enum Role {
        BOTH("broker,controller", 1, 1),
        BROKER("broker", 1, 2),
        CONTROLLER("controller", 2, 2),
        /** Beside one that is both. */
        SECOND_BROKER("broker", 3, 1);

        private final String kafkaName;
        private final int id;
        private final int controllerId;

        Role(String kafkaName, int id, int controllerId) {
            this.kafkaName = kafkaName;
            this.id = id;
            this.controllerId = controllerId;
        }

        boolean isController() {
            return id == controllerId;
        }
    }

    private final Role role;
    private final Path folder;
    private final Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
    private final Properties more;

    BrokerSettings(Role role, Path folder, List<Integer> ports, Properties more) {
        this.role = role;
        this.folder = folder;
        Iterator<Integer> each = ports.iterator();
        for (Listener listener : Listener.values()) {
            this.ports.put(listener, each.next());
        }
        this.more = more;
    }

    /** Those of another broker that the same controller looks after, in another folder. */
    BrokerSettings ofSecondBroker(Path otherFolder) {
        BrokerSettings second = new BrokerSettings(Role.SECOND_BROKER, otherFolder, freePorts(), more);
        second.ports.replace(Listener.CONTROLLER, ports.get(Listener.CONTROLLER));
        return second;
    }

    int id() {
        return role.id;
    }

    Path folder() {
        return folder;
    }

    Properties more() {
        return more;
    }

    List<Integer> ports() {
        return List.copyOf(ports.values());
    }

    String plainAddress() {
        return address(Listener.PLAINTEXT);
    }

    String loginAddress() {
        return address(Listener.SASL_PLAINTEXT);
    }

    String tlsAddress() {
        return address(Listener.SSL);
    }

    String tlsLoginAddress() {
        return address(Listener.SASL_SSL);
    }

    private String address(Listener listener) {
        return "127.0.0.1:" + ports.get(listener);
    }

    /**
     * A free port for each listener. They lie below those that outgoing connections get: else a client that knocks at the port of
     * a broker that is down may once get that very port, and hold it.
     */
    static List<Integer> freePorts() {
        List<Integer> found = new ArrayList<>();
        while (found.size() < Listener.values().length) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (!found.contains(port) && isFree(port)) {
                found.add(port);
            }
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    String controllerAddress() {
        return address(Listener.CONTROLLER);
    }

    /** Makes the folder one of a cluster with this id. */
    void format(Uuid cluster) {
        String login = "=[name=" + EmbeddedKafka.USER + ",password=" + EmbeddedKafka.PASSWORD + "]";
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                    .setNodeId(role.id)
                    .setClusterId(cluster.toString())
                    .setDirectories(List.of(folder.toString()))
                    .setControllerListenerName(Listener.CONTROLLER.name())
                    .setMetadataLogDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setScramArguments(List.of("SCRAM-SHA-256" + login, "SCRAM-SHA-512" + login))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Formatting " + folder, e);
        }
    }

    /** The cluster that the folder was formatted for. */
    Uuid cluster() throws IOException {
        Properties formatted = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve("meta.properties"))) {
            formatted.load(file);
        }
        return Uuid.fromString(formatted.getProperty("cluster.id"));
    }

    Properties properties() {
        Properties all = new Properties();
        all.put("process.roles", role.kafkaName);
        all.put("node.id", Integer.toString(role.id));
        all.put("controller.quorum.voters", role.controllerId + "@" + controllerAddress());
        all.put("listeners", addresses(listeners()));
        if (role != Role.CONTROLLER) {
            all.put("advertised.listeners", addresses(clientListeners()));
            all.put("inter.broker.listener.name", Listener.PLAINTEXT.name());
        }
        all.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        all.put("controller.listener.names", Listener.CONTROLLER.name());
        all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        logins(all);
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

    private List<Listener> clientListeners() {
        return more.containsKey("ssl.keystore.location")
                ? List.of(Listener.PLAINTEXT, Listener.SASL_PLAINTEXT, Listener.SSL, Listener.SASL_SSL)
                : List.of(Listener.PLAINTEXT, Listener.SASL_PLAINTEXT);
    }

    private List<Listener> listeners() {
        List<Listener> all = new ArrayList<>();
        if (role != Role.CONTROLLER) {
            all.addAll(clientListeners());
        }
        if (role.isController()) {
            all.add(Listener.CONTROLLER);
        }
        return all;
    }

    private String addresses(List<Listener> listeners) {
        return listeners.stream()
                .map(listener -> listener + "://" + address(listener))
                .collect(Collectors.joining(","));
    }

    private static void logins(Properties all) {
        for (String listener : List.of("sasl_plaintext", "sasl_ssl")) {
            String prefix = "listener.name." + listener + ".";
            String scram = LOGIN + "scram.ScramLoginModule required;";
            all.put(prefix + "scram-sha-256.sasl.jaas.config", scram);
            all.put(prefix + "scram-sha-512.sasl.jaas.config", scram);
            all.put(
                    prefix + "plain.sasl.jaas.config",
                    LOGIN + "plain.PlainLoginModule required user_" + EmbeddedKafka.USER + "=\""
                            + EmbeddedKafka.PASSWORD + "\";");
        }
    }
}
