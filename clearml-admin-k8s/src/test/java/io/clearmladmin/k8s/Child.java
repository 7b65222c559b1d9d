package io.clearmladmin.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that ends with this JVM, however that ends: its keeper reads a pipe from us, and kills it when that breaks. */
final class Child implements AutoCloseable {

    // Ended, it stays the keeper's zombie, so that its number cannot be another's when it is killed.
    private static final String KEEPER =
            "pid=$1; log=$2; shift 2; \"$@\" > \"$log\" 2>&1 < /dev/null & echo $! > \"$pid.part\"; mv \"$pid.part\" \"$pid\";"
                    + " cat > /dev/null; kill -9 $! 2> /dev/null; wait $! 2> /dev/null";

    private final Process keeper;
    private final long pid;

    Child(Path folder, String name, List<String> command) {
        Path pidFile = folder.resolve(name + ".pid");
        List<String> whole = new ArrayList<>(List.of(
                "sh",
                "-c",
                KEEPER,
                "keeper",
                pidFile.toString(),
                folder.resolve(name + ".log").toString()));
        whole.addAll(command);
        try {
            Files.deleteIfExists(pidFile);
            keeper = new ProcessBuilder(whole)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Await.until("the process has started", Duration.ofSeconds(10), () -> Files.exists(pidFile));
            pid = Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal, such as STOP, CONT, TERM or KILL. */
    void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it at once. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
