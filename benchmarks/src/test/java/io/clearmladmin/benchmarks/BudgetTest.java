package io.clearmladmin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.clearmladmin.ClearMl;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserQuery;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be held to a number without a quiet machine: memory and sizes. */
class BudgetTest {

    private static final int WARM_UP = 3000;
    private static final int CALLS = 2000;
    private static final long EXTRA_BYTES_A_CALL = 4096;
    private static final long EXTRA_CLASSES = 450;

    @Test
    void a_call_allocates_at_most_4_kb_more_than_hand_written_code() {
        try (CannedServer server = new CannedServer();
                ClearMl clearml = ClearMl.connect(server.url(), "KEY", "SECRET")) {
            HandWritten handWritten = new HandWritten(server.url());
            long ours = allocated(() -> clearml.users().getById("u1"));
            long theirs = allocated(() -> handWritten.user("u1"));
            handWritten.close();
            System.out.println("allocated a call: client " + ours + " bytes, hand-written " + theirs + " bytes");
            assertThat(ours - theirs).isLessThanOrEqualTo(EXTRA_BYTES_A_CALL);
        }
    }

    private static long allocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            call.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    @Test
    void a_listing_retains_less_than_two_pages() {
        try (CannedServer server = new CannedServer();
                ClearMl clearml = ClearMl.connect(server.url(), "KEY", "SECRET")) {
            List<WeakReference<User>> seen = new ArrayList<>(CannedServer.USERS);
            Iterator<User> users =
                    clearml.users().getAll(UserQuery.builder().build()).iterator();
            while (users.hasNext() && seen.size() < CannedServer.USERS - CannedServer.PAGE / 2) {
                seen.add(new WeakReference<>(users.next()));
            }
            long retained = retained(seen);
            System.out.println("users retained while " + seen.size() + " were listed: " + retained);
            assertThat(users.hasNext()).isTrue();
            assertThat(retained).isLessThan(2L * CannedServer.PAGE);
        }
    }

    // A collection may take its time; what is retained is what the last of several leaves.
    private static long retained(List<WeakReference<User>> seen) {
        long retained = seen.size();
        for (int i = 0; i < 10 && retained >= CannedServer.PAGE; i++) {
            System.gc();
            retained = seen.stream().filter(user -> user.get() != null).count();
        }
        return retained;
    }

    @Test
    void a_first_call_loads_at_most_450_classes_more_than_hand_written_code() throws Exception {
        long ours = loadedClasses(ColdStart.CLIENT);
        long theirs = loadedClasses(ColdStart.BY_HAND);
        System.out.println("classes loaded by a first call: client " + ours + ", hand-written " + theirs);
        assertThat(theirs).isPositive();
        assertThat(ours - theirs).isLessThanOrEqualTo(EXTRA_CLASSES);
    }

    private static long loadedClasses(String what) throws Exception {
        Process jvm = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).isZero();
        return printed.lines().filter(line -> line.contains(" source: ")).count();
    }

    @Test
    void the_library_and_what_it_brings_stay_small() throws IOException {
        List<String> names = List.of(
                "okhttp",
                "okio",
                "kotlin-stdlib",
                "annotations-13",
                "jackson-",
                "resilience4j",
                "slf4j-api",
                "config-",
                "jspecify");
        long dependencies = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(entry).getFileName().toString();
            if (names.stream().anyMatch(name::startsWith) && name.endsWith(".jar")) {
                dependencies += Files.size(Path.of(entry));
            }
        }
        System.out.println(
                "runtime dependencies of core: " + dependencies / 1024 + " kB in " + Arrays.toString(names.toArray()));
        assertThat(dependencies).isBetween(1L << 20, 8_000_000L);
    }
}
