package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.controlplane.Prerequisite.Outcome;
import io.clearmladmin.report.Findings;
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

    void make(List<Prerequisite> prerequisites, Findings findings) {
        // A thread for each: they wait, and one that hangs must not keep another from its turn.
        ExecutorService threads = Threads.pool("clearml-preflight", prerequisites.size(), prerequisites.size());
        try {
            List<Future<Outcome>> under = new ArrayList<>();
            prerequisites.forEach(each -> under.add(threads.submit(each::outcome)));
            long end = System.nanoTime() + time.toNanos();
            for (int each = 0; each < under.size(); each++) {
                prerequisites.get(each).report(await(under.get(each), end), findings);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome await(Future<Outcome> check, long end) {
        try {
            return check.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Outcome.failed(
                    "No answer within " + Phrases.span(time),
                    "See whether this host reaches it, or give it more time by timePerCheck");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Outcome.skipped("Interrupted", "");
        } catch (ExecutionException failure) {
            return Outcome.failed(
                    Phrases.brief(String.valueOf(failure.getCause())),
                    "This is an error in clearml-admin: report it with this message");
        }
    }
}
