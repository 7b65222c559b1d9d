package io.clearmladmin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that two threads load at once can lock each other out, and only in a fresh JVM. */
class FreshJvmTest {

    private static final int RUNS = 20;

    @TempDir
    private Path folder;

    @Test
    void clients_that_are_built_at_once_in_a_fresh_jvm_are_there_and_leave_no_thread() throws Exception {
        assertThat(freshJvm()).isEqualTo("built 2, read {a=[1]}, threads []");
    }

    @Test
    @Tag("long")
    void so_they_are_in_many_fresh_jvms() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            assertThat(freshJvm()).as("run " + run).isEqualTo("built 2, read {a=[1]}, threads []");
        }
    }

    private String freshJvm() throws Exception {
        Path output = folder.resolve("output");
        Process jvm = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AtOnce.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean isOver = jvm.waitFor(60, TimeUnit.SECONDS);
        jvm.destroyForcibly();
        String printed = Files.readString(output).strip();
        assertThat(isOver).as("the JVM ended; it printed: " + printed).isTrue();
        return printed.substring(printed.lastIndexOf('\n') + 1);
    }

    /** Two threads build a client while a third, as a user's, loads Jackson as well. */
    static final class AtOnce {

        private AtOnce() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch begin = new CountDownLatch(1);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<ClearMl>> clients = new ArrayList<>();
            for (int client = 0; client < 2; client++) {
                clients.add(threads.submit(after(
                        begin,
                        () -> ClearMl.builder()
                                .apiUrl("http://127.0.0.1:1")
                                .credentials("KEY", "SECRET")
                                .build())));
            }
            Future<Object> read =
                    threads.submit(after(begin, () -> new ObjectMapper().readValue("{\"a\":[1]}", Map.class)));
            begin.countDown();
            for (Future<ClearMl> client : clients) {
                client.get().close();
            }
            Object json = read.get();
            threads.shutdown();
            for (Thread thread : ours()) {
                thread.join(10_000);
            }
            System.out.println("built " + clients.size() + ", read " + json + ", threads " + ours());
        }

        private static <T> Callable<T> after(CountDownLatch begin, Callable<T> work) {
            return () -> {
                begin.await();
                return work.call();
            };
        }

        private static List<Thread> ours() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("clearml"))
                    .toList();
        }
    }
}
