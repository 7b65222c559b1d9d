package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Retries a call if its endpoint is retryable, or if the request was provably not carried out.
 *
 * <p>The pause before attempt n+1 is random, uniform from zero to 50 ms · 2^(n-1), at most 20 s: up to 50 ms before the
 * second attempt, up to 100 ms before the third. A longer {@code Retry-After} is honoured. If the pause would outlast
 * the deadline, the failure is reported at once.
 *
 * <p>While the server is unreachable, time counts and not attempts; pauses are 2 s at most then, so that a server
 * that is back is found soon. Such attempts take nothing from the budget, which protects reachable servers.
 */
final class RetryingExchange implements Exchange {

    private static final long BASE_NANOS = Duration.ofMillis(50).toNanos();
    private static final long CAP_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long UNREACHABLE_CAP_NANOS = Duration.ofSeconds(2).toNanos();

    private final Exchange next;
    private final RetryLimits limits;
    private final RetryBudget budget;
    private final Time time;
    private final LongUnaryOperator random;

    /** {@code random} returns a number from zero to its argument, both included. */
    RetryingExchange(Exchange next, RetryLimits limits, RetryBudget budget, Time time, LongUnaryOperator random) {
        this.next = next;
        this.limits = limits;
        this.budget = budget;
        this.time = time;
        this.random = random;
    }

    @Override
    public Reply send(Call call) {
        return new Course(call).run();
    }

    /** The attempts of one call. */
    private final class Course {

        private final Call call;
        private final RetryLimits limits;
        private int attempt = 1;
        private int counted;
        private int spent = RetryBudget.FIRST_SUCCESS;
        private @Nullable Long unreachableSince;

        Course(Call call) {
            this.call = call;
            this.limits = RetryingExchange.this.limits.with(call.context().options());
        }

        Reply run() {
            for (; ; attempt++) {
                long begun = time.nanos();
                try {
                    Reply reply = next.send(call.attempt(attempt, unreachableSince));
                    budget.give(spent);
                    return reply;
                } catch (CallException failure) {
                    pause(pauseAfter(failure, begun), failure);
                }
            }
        }

        private long pauseAfter(CallException failure, long begun) {
            RetryDecision verdict = RetryDecision.of(failure, call.line());
            if (verdict == RetryDecision.OUTCOME_UNKNOWN) {
                throw new OutcomeUnknownException(failure, call.line().verifyWith());
            }
            if (verdict == RetryDecision.FINAL
                    || limits.maxAttempts() == 1
                    || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            if (verdict == RetryDecision.REPEAT_UNREACHABLE
                    && !limits.unreachableRetry().isZero()) {
                return pauseUnreachable(failure, begun);
            }
            unreachableSince = null;
            counted++;
            long pause =
                    Math.max(jitter(attempt, CAP_NANOS), retryAfter(failure).toNanos());
            spent = verdict == RetryDecision.REPEAT_LATER ? RetryBudget.THROTTLED : RetryBudget.TRANSIENT;
            if (counted >= limits.maxAttempts() || pause >= call.remaining(time) || !budget.take(spent)) {
                throw failure;
            }
            return pause;
        }

        private long pauseUnreachable(CallException failure, long begun) {
            if (unreachableSince == null) {
                unreachableSince = begun;
            }
            spent = 0;
            long left = unreachableSince + limits.unreachableRetry().toNanos() - time.nanos();
            long pause = Math.min(left, jitter(attempt, UNREACHABLE_CAP_NANOS));
            if (left <= 0 || pause >= call.remaining(time)) {
                throw failure;
            }
            return pause;
        }
    }

    private void pause(long nanos, CallException failure) {
        try {
            time.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
            throw failure;
        }
    }

    private long jitter(int attempt, long cap) {
        return random.applyAsLong(Math.min(cap, BASE_NANOS << Math.min(attempt - 1, 20)));
    }

    private static Duration retryAfter(CallException failure) {
        Optional<Duration> asked = Optional.empty();
        if (failure instanceof ApiException api) {
            asked = api.error().retryAfter();
        } else if (failure instanceof GatewayException gateway) {
            asked = gateway.retryAfter();
        }
        return asked.orElse(Duration.ZERO);
    }
}
