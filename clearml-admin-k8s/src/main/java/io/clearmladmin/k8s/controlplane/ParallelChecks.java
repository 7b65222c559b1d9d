package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks all prerequisites at the same time, each for so long at most. */
final class ParallelChecks {

    private final Duration time;

    ParallelChecks(Duration time) {
        this.time = time;
    }

    List<PreflightCheck> make(List<Prerequisite> prerequisites) {
        // A thread for each: they wait, and one that hangs must not keep another from its turn.
        ExecutorService threads = Threads.pool("clearml-preflight", prerequisites.size(), prerequisites.size());
        try {
            List<Future<PreflightCheck>> under = new ArrayList<>();
            prerequisites.forEach(each -> under.add(threads.submit(each::check)));
            long end = System.nanoTime() + time.toNanos();
            List<PreflightCheck> made = new ArrayList<>();
            for (int each = 0; each < under.size(); each++) {
                made.add(await(prerequisites.get(each), under.get(each), end));
            }
            return made;
        } finally {
            threads.shutdownNow();
        }
    }

    private PreflightCheck await(Prerequisite prerequisite, Future<PreflightCheck> check, long end) {
        try {
            return check.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return prerequisite.with(Outcome.failed(
                    "No answer within " + Phrases.span(time),
                    "See whether this host reaches it, or give it more time by timePerCheck"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return prerequisite.with(Outcome.skipped("Interrupted", ""));
        } catch (ExecutionException failure) {
            return prerequisite.with(Outcome.failed(
                    Phrases.brief(String.valueOf(failure.getCause())),
                    "This is an error in clearml-admin: report it with this message"));
        }
    }
}
