package io.clearmladmin.benchmarks;

import io.clearmladmin.ClearMl;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * From {@code connect} to the first answer, and from the process's start to its end, in fresh JVMs that take turns: the client and
 * what is written by hand, without a login and with one, as they are, and the client with an archive of its classes (AppCDS) and one compiler.
 */
public final class ColdStart {

    static final String CLIENT = "client";
    static final String BY_HAND = "by hand";
    private static final String BY_HAND_LOGIN = "by hand, with a login as the client does it";
    private static final String NOTHING = "a JVM that does nothing";
    private static final int ROUNDS = 9;

    private ColdStart() {}

    /** Without an argument it starts the JVMs, and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            compare();
            return;
        }
        if (args[0].equals(NOTHING)) {
            System.out.println(0);
            return;
        }
        try (CannedServer server = new CannedServer()) {
            long start = System.nanoTime();
            Object answer = switch (args[0]) {
                case CLIENT ->
                    ClearMl.connect(server.url(), "KEY", "SECRET").users().getById("u1");
                case BY_HAND_LOGIN ->
                    HandWritten.loggedIn(server.url(), "KEY", "SECRET").user("u1");
                default -> new HandWritten(server.url()).user("u1");
            };
            long micros = (System.nanoTime() - start) / 1_000;
            System.out.println(answer == null ? -1 : micros);
            System.exit(0);
        }
    }

    private static void compare() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cold-start");
        try {
            String classPath = jarsOnly(folder);
            Path archive = folder.resolve("client.jsa");
            Map<String, List<String>> rivals = new LinkedHashMap<>();
            rivals.put(CLIENT, command(classPath, CLIENT));
            rivals.put(BY_HAND, command(classPath, BY_HAND));
            rivals.put(BY_HAND_LOGIN, command(classPath, BY_HAND_LOGIN));
            rivals.put(
                    "client, with AppCDS and one compiler",
                    command(
                            classPath,
                            CLIENT,
                            "-XX:SharedArchiveFile=" + archive,
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC"));
            rivals.put(NOTHING, command(classPath, NOTHING));
            var unused = micros(command(
                    classPath, CLIENT, "-XX:ArchiveClassesAtExit=" + archive, "-XX:+UseSerialGC", "-Xlog:cds=off"));
            Figures answers = new Figures("ms from connect to the first answer");
            Figures processes = new Figures("ms from the process's start to its end");
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<String, List<String>> rival : rivals.entrySet()) {
                    long start = System.nanoTime();
                    double micros = micros(rival.getValue());
                    // The first round reads the files from disk.
                    if (round > 0) {
                        processes.add(rival.getKey(), (System.nanoTime() - start) / 1e6);
                        if (!rival.getKey().equals(NOTHING)) {
                            answers.add(rival.getKey(), micros / 1_000);
                        }
                    }
                }
            }
            answers.print(BY_HAND);
            System.out.println();
            answers.print(BY_HAND_LOGIN);
            System.out.println();
            answers.print(CLIENT);
            System.out.println();
            processes.print(CLIENT);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toFile).forEach(File::delete);
            }
            Files.delete(folder);
        }
    }

    private static List<String> command(String classPath, String what, String... options) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, ColdStart.class.getName(), what));
        return command;
    }

    private static double micros(List<String> command) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jvm.waitFor();
        String[] lines = printed.strip().split("\n", -1);
        return Double.parseDouble(lines[lines.length - 1]);
    }

    // An archive holds no classes that come from folders.
    private static String jarsOnly(Path folder) {
        List<String> jars = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(each))) {
                Path jar = folder.resolve(jars.size() + ".jar");
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", each, ".");
                jars.add(jar.toString());
            } else {
                jars.add(each);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
