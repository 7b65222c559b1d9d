package io.clearmladmin.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a job step by step, prints each with its time, and remembers what has to be cleaned up. */
final class Steps {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Deque<Leftover> leftovers = new ArrayDeque<>();

    Steps(PrintStream out) {
        this.out = out;
    }

    private record Leftover(String what, String step, Runnable cleanUp) {}

    /** Does a step and prints what came of it. */
    <T> T step(String name, Supplier<T> work, Function<T, String> publish) {
        long begin = System.nanoTime();
        try {
            T result = work.get();
            line("ok", name, publish.apply(result), begin);
            return result;
        } catch (RuntimeException failure) {
            line("FAILED", name, "", begin);
            throw failure;
        }
    }

    /** Does a step that has nothing to tell but that it was done. */
    void step(String name, String published, Runnable work) {
        step(
                name,
                () -> {
                    work.run();
                    return published;
                },
                text -> text);
    }

    private void line(String mark, String name, String published, long begin) {
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        out.printf("  %-6s  %-28s %5d ms   %s%n", mark, name, millis, published);
    }

    /** Something exists now, and this is how to remove it. */
    void leaves(String what, String step, Runnable cleanUp) {
        leftovers.push(new Leftover(what, step, cleanUp));
    }

    /** Something was removed in the course of the job. */
    void removed(String what) {
        leftovers.removeIf(leftover -> leftover.what().equals(what));
    }

    /** Removes what is left, the newest first, and returns what could not be removed. */
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
