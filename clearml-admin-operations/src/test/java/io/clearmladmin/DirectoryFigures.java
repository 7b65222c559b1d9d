package io.clearmladmin;

import io.clearmladmin.directory.Directory;
import io.clearmladmin.directory.DirectoryListing;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls, how much time and how much heap the directory of many users takes; see {@code benchmarks/directory}. */
public final class DirectoryFigures {

    private static final int TENANTS = 500;
    private static final int USERS = 20;
    private static final int ROWS_BETWEEN_LOOKS = 2_000;

    private DirectoryFigures() {}

    /** Without arguments the server, which starts the readers; with them a reader: url, key, secret, and what to read. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            read(arguments);
            return;
        }
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE)) {
            for (int i = 0; i < TENANTS; i++) {
                String tenant = fake.addCompany("tenant-" + i);
                for (int j = 0; j < USERS; j++) {
                    fake.addUser("user-" + i + "-" + j, j == 0 ? Role.ADMIN : Role.USER, tenant);
                }
            }
            System.out.printf(Locale.ROOT, "%d users in %d tenants%n", TENANTS * USERS, TENANTS);
            System.out.println("what                    heap (-Xmx)   rows    calls   time s   live heap at most MB");
            for (String heap : List.of("256m", "32m")) {
                for (String what : List.of("without keys, 8", "with keys, 8", "with keys, 1")) {
                    run(fake, heap, what);
                }
            }
        }
    }

    private static void run(FakeClearMl fake, String heap, String what) throws IOException, InterruptedException {
        int before = fake.recordedCalls().size();
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-Dtests.log=OFF",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DirectoryFigures.class.getName(),
                        fake.url(),
                        fake.systemUser().accessKey(),
                        fake.systemUser().secretKey().reveal(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        int code = reader.waitFor();
        int calls = fake.recordedCalls().size() - before;
        System.out.println(
                code == 0
                        ? String.format(
                                Locale.ROOT, "%-24s%-12s%7s%9d%9s%9s", what, heap, said[0], calls, said[1], said[2])
                        : String.format(Locale.ROOT, "%-24s%-12s failed after %d calls", what, heap, calls));
    }

    private static void read(String[] arguments) {
        try (ClearMl clearml = ClearMl.builder()
                .apiUrlUnchecked(arguments[0])
                .credentials(arguments[1], arguments[2])
                .build()) {
            DirectoryListing listing = Directory.of(clearml).listing().parallel(arguments[3].endsWith(" 1") ? 1 : 8);
            AtomicInteger rows = new AtomicInteger();
            long[] most = {0};
            long start = System.nanoTime();
            int unread = (arguments[3].startsWith("with keys") ? listing.withKeys() : listing)
                    .each(row -> {
                        if (rows.incrementAndGet() % ROWS_BETWEEN_LOOKS == 0) {
                            System.gc();
                            most[0] = Math.max(
                                    most[0],
                                    ManagementFactory.getMemoryMXBean()
                                            .getHeapMemoryUsage()
                                            .getUsed());
                        }
                    })
                    .size();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%d %.1f %.1f%n", rows.get(), seconds, most[0] / 1e6);
            System.exit(unread == 0 ? 0 : 1);
        }
    }
}
