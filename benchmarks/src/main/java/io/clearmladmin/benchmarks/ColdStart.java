package io.clearmladmin.benchmarks;

import io.clearmladmin.ClearMl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** From {@code connect} to the first answer, in fresh JVMs: without an argument it starts them and prints the median. */
public final class ColdStart {

    private static final int RUNS = 9;

    private ColdStart() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length == 0) {
            out.println("client       median " + median("client") + " ms of " + RUNS + " JVMs");
            out.println("hand-written median " + median("hand-written") + " ms of " + RUNS + " JVMs");
            return;
        }
        try (CannedServer server = new CannedServer()) {
            long start = System.nanoTime();
            Object answer = args[0].equals("client") ? client(server) : new HandWritten(server.url()).user("u1");
            long millis = (System.nanoTime() - start) / 1_000_000;
            out.println(answer == null ? -1 : millis);
            System.exit(0);
        }
    }

    private static Object client(CannedServer server) {
        return ClearMl.connect(server.url(), "KEY", "SECRET").users().getById("u1");
    }

    private static long median(String what) throws IOException, InterruptedException {
        long[] millis = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            Process jvm = new ProcessBuilder(List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ColdStart.class.getName(),
                            what))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            jvm.waitFor();
            millis[i] = Long.parseLong(printed.strip());
        }
        Arrays.sort(millis);
        return millis[RUNS / 2];
    }
}
