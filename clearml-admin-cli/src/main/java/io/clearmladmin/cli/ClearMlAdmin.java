package io.clearmladmin.cli;

import io.clearmladmin.internal.threads.Threads;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command {@code clearml-admin} as a program: {@code docs/cli/index.md} is its manual. */
public final class ClearMlAdmin {

    private static final long SHUTDOWN_MILLIS = 700;
    private static final int TURNS = 7;

    private ClearMlAdmin() {}

    /** Runs a command as this process, and ends the process with its exit code. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        // Before anything logs: what the library warns of is shown, and with --debug all of it.
        boolean isDebug = words.contains("--debug");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", isDebug ? "debug" : "warn");
        if (!isDebug) {
            // What it warns of while a broker is away is in the command's own message.
            System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "error");
        }
        System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
        System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
        Surroundings surroundings = new Surroundings(
                System.in,
                // Not System.out, which swallows that nobody reads it any more.
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                System.err,
                System.getenv(),
                Path.of(System.getProperty("user.home", "")));
        Program program = new Program(surroundings);
        Interruption interruption = new Interruption(Thread.currentThread(), program, System.err);
        Runtime.getRuntime().addShutdownHook(Threads.once("clearml-admin-shutdown", interruption::onShutdown));
        int code = program.run(args);
        interruption.ended();
        System.exit(code);
    }

    /** On Ctrl-C or SIGTERM stops the command, gives it a moment to say what it did, and ends the process with 130. */
    private static final class Interruption {

        private final Thread command;
        private final Program program;
        private final PrintStream err;
        private final CountDownLatch ended = new CountDownLatch(1);

        Interruption(Thread command, Program program, PrintStream err) {
            this.command = command;
            this.program = program;
            this.err = err;
        }

        void ended() {
            ended.countDown();
        }

        void onShutdown() {
            if (ended.getCount() == 0) {
                return;
            }
            command.interrupt();
            try {
                boolean hasEnded = false;
                // It may have been about to begin another call.
                for (int turn = 0; turn < TURNS && !hasEnded; turn++) {
                    program.cancelCalls();
                    hasEnded = ended.await(SHUTDOWN_MILLIS / TURNS, TimeUnit.MILLISECONDS);
                }
                if (!hasEnded) {
                    err.println("error: interrupted; what was begun may or may not be done");
                }
            } catch (InterruptedException twice) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
    }
}
