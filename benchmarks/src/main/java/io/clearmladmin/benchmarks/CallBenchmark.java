package io.clearmladmin.benchmarks;

import io.clearmladmin.ClearMl;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One small call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CallBenchmark {

    static final int THREADS = 64;

    private final CannedServer server = new CannedServer();
    private final HandWritten handWritten = new HandWritten(server.url());
    private final ClearMl clearml = ClearMl.builder()
            .apiUrl(server.url())
            .credentials("KEY", "SECRET")
            .maxConcurrency(THREADS)
            .build();

    /** A new one; JMH makes it. */
    public CallBenchmark() {}

    /** Logs in, so that no measurement does. */
    @Setup
    public void logIn() {
        clearml.claims();
    }

    /** By this library. */
    @Benchmark
    public Object client() {
        return clearml.users().getById("u1");
    }

    /** By hand. */
    @Benchmark
    public Object handWritten() {
        return handWritten.user("u1");
    }

    /** Frees what it opened. */
    @TearDown
    public void close() {
        clearml.close();
        handWritten.close();
        server.close();
    }
}
