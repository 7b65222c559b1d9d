package io.clearmladmin.retention;

import io.clearmladmin.ClearMl;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.tasks.TaskStatus;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Retention over many tasks of the fake server: {@code benchmarks/retention}. The run is a process of its own with a small heap;
 * the server is this one.
 */
public final class ManyTasks {

    private static final Duration AGE = Duration.ofDays(400);
    private static final RetentionRule ARCHIVE =
            RetentionRule.archiveTasks().olderThan(Duration.ofDays(365)).build();
    private static final RetentionRule DELETE = RetentionRule.deleteTasks()
            .olderThan(Duration.ofDays(365))
            .systemTags(List.of("archived"))
            .build();

    private ManyTasks() {}

    /** With a number, of as many tasks instead of 100,000. */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 3) {
            run(args[0], args[1], args[2]);
            return;
        }
        int count = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        TestClock clock = new TestClock(Instant.now().minus(AGE));
        try (FakeClearMl fake = FakeClearMl.builder().clock(clock).start()) {
            List<String> ids = fake.addTasks(count, TaskStatus.COMPLETED);
            clock.forward(AGE);
            System.out.println(ids.size() + " tasks, a heap of 64 MiB");
            FakeUser user = fake.systemUser();
            int code = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx64m",
                            "-Dtests.log=OFF",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ManyTasks.class.getName(),
                            fake.url(),
                            user.accessKey(),
                            user.secretKey().reveal())
                    .inheritIO()
                    .start()
                    .waitFor();
            Map<String, Integer> calls = new TreeMap<>();
            fake.recordedCalls().forEach(call -> calls.merge(call.endpoint(), 1, Integer::sum));
            System.out.println("calls: " + calls);
            if (code != 0) {
                throw new IllegalStateException("the run ended with " + code);
            }
        }
    }

    private static void run(String url, String accessKey, String secretKey) {
        try (ClearMl clearml = ClearMl.connect(url, accessKey, secretKey)) {
            Retention retention = Retention.of(clearml);
            RetentionPlan plan = timed("plan", () -> retention.plan(ARCHIVE));
            RetentionReport archived = timed("archive", () -> retention.apply(plan));
            RetentionPlan second = timed("plan of the deletion", () -> retention.plan(DELETE));
            RetentionReport deleted = timed("delete", () -> retention.apply(second));
            System.out.println("due " + plan.due() + ", archived " + archived.archived() + ", deleted "
                    + deleted.deleted() + ", complete " + (archived.isComplete() && deleted.isComplete()));
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(ManyTasks::peak)
                .sum();
        System.out.println("peak of the heap, garbage included: " + (peak >> 20) + " MiB");
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
        return result;
    }
}
