package io.clearmladmin.house;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that wait for a black hole, all at the same time: each has to be back in time, and to say why it got nothing. */
public final class Waits {

    // A busy machine wakes a thread late, by seconds at times.
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LOST = Duration.ofSeconds(60);

    private final List<Wait> waits = new ArrayList<>();

    private record Wait(String what, Duration bound, String cause, long begun, FutureTask<Ended> task) {}

    private record Ended(long nanos, String said) {}

    /**
     * Begins a call on a thread of its own.
     *
     * @param what the call, for people
     * @param bound how long it may take
     * @param cause has to be in what it returns or throws
     */
    public void begin(String what, Duration bound, String cause, Callable<?> call) {
        FutureTask<Ended> task = new FutureTask<>(() -> {
            long begun = System.nanoTime();
            String said = said(call);
            return new Ended(System.nanoTime() - begun, said);
        });
        waits.add(new Wait(what, bound, cause, System.nanoTime(), task));
        Thread thread = new Thread(task, what);
        thread.setDaemon(true);
        thread.start();
    }

    private static String said(Callable<?> call) {
        try {
            return "returned " + call.call();
        } catch (Exception failure) {
            StringBuilder text = new StringBuilder("threw ");
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                text.append(cause).append('\n');
                for (Throwable more : cause.getSuppressed()) {
                    text.append(more).append('\n');
                }
            }
            return text.toString();
        }
    }

    /** Waits for all, and returns what is wrong with them. */
    public List<String> mistakes() throws InterruptedException {
        List<String> mistakes = new ArrayList<>();
        for (Wait wait : waits) {
            try {
                long left = wait.begun() + LOST.toNanos() - System.nanoTime();
                Ended ended = wait.task().get(Math.max(1, left), TimeUnit.NANOSECONDS);
                Duration took = Duration.ofNanos(ended.nanos());
                if (took.compareTo(wait.bound().plus(GRACE)) > 0) {
                    mistakes.add(
                            wait.what() + ": took " + took + ", and may take " + wait.bound() + "; it " + ended.said());
                }
                if (!ended.said().contains(wait.cause())) {
                    mistakes.add(wait.what() + ": does not say '" + wait.cause() + "'" + "; it " + ended.said());
                }
            } catch (TimeoutException lost) {
                mistakes.add(wait.what() + ": did not come back within " + LOST);
            } catch (ExecutionException error) {
                mistakes.add(wait.what() + ": ended in " + error.getCause());
            }
        }
        return mistakes;
    }
}
