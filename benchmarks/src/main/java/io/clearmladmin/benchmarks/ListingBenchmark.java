package io.clearmladmin.benchmarks;

import io.clearmladmin.ClearMl;
import io.clearmladmin.users.UserQuery;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Listing 10,000 users in pages of 500. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ListingBenchmark {

    private final CannedServer server = new CannedServer();
    private final HandWritten handWritten = new HandWritten(server.url());
    private final ClearMl clearml = ClearMl.connect(server.url(), "KEY", "SECRET");

    /** A new one; JMH makes it. */
    public ListingBenchmark() {}

    /** By this library. */
    @Benchmark
    public long client() {
        return clearml.users().getAll(UserQuery.builder().build()).stream()
                .filter(user -> user.name().isPresent())
                .count();
    }

    /** By hand. */
    @Benchmark
    public long handWritten() {
        long count = 0;
        List<HandWritten.User> users;
        int page = 0;
        do {
            users = handWritten.page(page++, CannedServer.PAGE);
            count += users.stream().filter(user -> user.name() != null).count();
        } while (users.size() == CannedServer.PAGE);
        return count;
    }

    /** Frees what it opened. */
    @TearDown
    public void close() {
        clearml.close();
        handWritten.close();
        server.close();
    }
}
