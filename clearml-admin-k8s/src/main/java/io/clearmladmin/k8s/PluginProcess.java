package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a login plugin, within bounds of time and output. However it ends, no process of it is left but one whose own
 * parent it ended itself.
 */
final class PluginProcess {

    static final int LONGEST_OUTPUT = 1 << 20;

    private volatile @Nullable Process running;

    /** The plugin gave no credential. Says why in words that go on from its name, and never what it wrote. */
    static final class NoCredential extends Exception {

        private static final long serialVersionUID = 1;

        NoCredential(String why) {
            super(why);
        }
    }

    /** What it writes to its standard output. It finds its standard input closed, and what it writes as errors is dropped. */
    byte[] run(ProcessBuilder command, Duration limit) throws NoCredential, InterruptedException {
        Process process = start(command);
        running = process;
        try {
            process.getOutputStream().close();
            return output(process, limit);
        } catch (IOException failure) {
            throw new NoCredential("could not be spoken to");
        } finally {
            end(process);
            running = null;
        }
    }

    private static Process start(ProcessBuilder command) throws NoCredential {
        try {
            return command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException failure) {
            // The system's own words quote the command only; but they are not needed, and not ours.
            throw new NoCredential("could not be started. Is it a program for this machine, and may this user run it?");
        }
    }

    private static byte[] output(Process process, Duration limit) throws NoCredential, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        FutureTask<byte[]> reading =
                new FutureTask<>(() -> process.getInputStream().readNBytes(LONGEST_OUTPUT + 1));
        Threads.once("clearml-kubernetes-login", reading).start();
        try {
            byte[] output = reading.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (output.length > LONGEST_OUTPUT) {
                throw new NoCredential("wrote more than 1 MiB, and was ended");
            }
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw late(limit);
            }
            if (process.exitValue() != 0) {
                throw new NoCredential("ended with exit code " + process.exitValue()
                        + ". Run it by hand to see why: what it says is not shown here, since a secret may be in it");
            }
            return output;
        } catch (TimeoutException failure) {
            throw late(limit);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new NoCredential("could not be listened to");
        }
    }

    private static NoCredential late(Duration limit) {
        return new NoCredential("was not done within " + limit.toMillis()
                + " ms, and was ended. Does it wait for a browser or for input, or for a server that does not answer?");
    }

    private static void end(Process process) {
        // Of a process that has ended nobody knows the children any more.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    boolean isRunning() {
        return running != null;
    }

    /** Ends a run that has not ended. */
    void stop() {
        Process now = running;
        if (now != null) {
            end(now);
        }
    }
}
