package io.clearmladmin.benchmarks;

import com.sun.management.ThreadMXBean;
import io.clearmladmin.ClearMl;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * The same call by the client and by hand, in turns in one JVM: on a machine that others use too, the two of a pair have
 * the same luck. Prints the median of the pairs, after as many to warm up.
 */
public final class Paired {

    private static final int PAIRS = 15;
    private static final Duration TURN = Duration.ofMillis(700);

    private Paired() {}

    private record Turn(double callsPerSecond, double cpuMicros) {}

    /** Runs it for 1, 8 and 64 threads. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(
                "threads   client calls/s   hand-written calls/s   ratio of a pair   CPU us a call: client, by hand");
        for (int threads : new int[] {1, 8, 64}) {
            try (CannedServer server = new CannedServer();
                    ClearMl clearml = ClearMl.builder()
                            .apiUrl(server.url())
                            .credentials("KEY", "SECRET")
                            .maxConcurrency(threads)
                            .build()) {
                clearml.claims();
                HandWritten handWritten = new HandWritten(server.url());
                print(out, threads, () -> clearml.users().getById("u1"), () -> handWritten.user("u1"));
                handWritten.close();
            }
        }
    }

    private static void print(PrintStream out, int threads, Runnable ours, Runnable theirs)
            throws InterruptedException {
        List<Turn> client = new ArrayList<>();
        List<Turn> byHand = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = -PAIRS; pair < PAIRS; pair++) {
            Turn one = turn(threads, ours);
            Turn other = turn(threads, theirs);
            if (pair >= 0) {
                client.add(one);
                byHand.add(other);
                ratios.add(one.callsPerSecond() / other.callsPerSecond());
            }
        }
        out.printf(
                Locale.ROOT,
                "%7d   %14.0f   %20.0f   %15.2f   %22.1f, %.1f%n",
                threads,
                median(client.stream().map(Turn::callsPerSecond).toList()),
                median(byHand.stream().map(Turn::callsPerSecond).toList()),
                median(ratios),
                median(client.stream().map(Turn::cpuMicros).toList()),
                median(byHand.stream().map(Turn::cpuMicros).toList()));
    }

    private static Turn turn(int threads, Runnable call) throws InterruptedException {
        ThreadMXBean cpu = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LongAdder calls = new LongAdder();
        LongAdder nanos = new LongAdder();
        long start = System.nanoTime();
        long end = start + TURN.toNanos();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> {
                long before = cpu.getCurrentThreadCpuTime();
                long count = 0;
                while (System.nanoTime() < end) {
                    call.run();
                    count++;
                }
                calls.add(count);
                nanos.add(cpu.getCurrentThreadCpuTime() - before);
            });
            workers.add(worker);
            worker.start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Turn(calls.sum() / seconds, nanos.sum() / 1000.0 / Math.max(1, calls.sum()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
