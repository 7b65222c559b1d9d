package io.clearmladmin.cli;

import io.clearmladmin.ClearMl;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;

@Command(
        name = "ping",
        description = "Shows whether the server answers, and how fast.",
        footer = {"", "Example:", "  clearml-admin ping --timeout 5s"})
@Prints(one = Ping.Pong.class)
final class Ping implements Action {

    record Pong(String url, long milliseconds) {}

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        ClearMl clearml = invocation.clearml();
        long start = System.nanoTime();
        clearml.debug().ping();
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        invocation.output().one(Pong.class, new Pong(clearml.apiUrl().toString(), took));
        return ExitCode.DONE;
    }
}
