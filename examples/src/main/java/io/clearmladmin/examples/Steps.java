package io.clearmladmin.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a job step by step, prints each step with its time, and records what to clean up. */
final class Steps {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Deque<Leftover> leftovers = new ArrayDeque<>();

    Steps(PrintStream out) {
        this.out = out;
    }

    private record Leftover(String what, String step, Runnable cleanUp) {}

    /** Runs a step and prints its result. */
    <T> T step(String name, Supplier<T> work, Function<T, String> describe) {
        long begin = System.nanoTime();
        try {
            T result = work.get();
            line("ok", name, describe.apply(result), begin);
            return result;
        } catch (RuntimeException failure) {
            line("FAILED", name, "", begin);
            throw failure;
        }
    }

    /** Runs a step without a result; prints {@code text} when it is done. */
    void step(String name, String text, Runnable work) {
        step(
                name,
                () -> {
                    work.run();
                    return text;
                },
                result -> result);
    }

    private void line(String mark, String name, String result, long begin) {
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        out.printf("  %-6s  %-28s %5d ms   %s%n", mark, name, millis, result);
    }

    /** Records that something exists now, and how to remove it. */
    void leaves(String what, String step, Runnable cleanUp) {
        leftovers.push(new Leftover(what, step, cleanUp));
    }

    /** Records that the job itself removed something. */
    void removed(String what) {
        leftovers.removeIf(leftover -> leftover.what().equals(what));
    }

    /** Removes all leftovers, the newest first, and returns those that could not be removed. */
    List<String> cleanUp() {
        List<String> stuck = new ArrayList<>();
        while (!leftovers.isEmpty()) {
            Leftover leftover = leftovers.pop();
            try {
                step(leftover.step(), leftover.what(), leftover.cleanUp());
            } catch (RuntimeException failure) {
                stuck.add(leftover.what() + " (" + failure.getMessage() + ")");
            }
        }
        return stuck;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
