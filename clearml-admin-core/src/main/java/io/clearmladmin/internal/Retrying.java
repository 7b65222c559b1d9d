package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Repeats a call where that does no harm: its endpoint is safe, or the request was provably not carried out.
 *
 * <p>The pause before attempt n+1 is drawn evenly from zero to 50 ms · 2^(n-1), at most 20 s: up to 50 ms before the
 * second attempt, up to 100 ms before the third. A longer {@code Retry-After} is kept to. Where the pause would outlast
 * the deadline, the failure is reported at once.
 */
final class Retrying implements Exchange {

    private static final long BASE_NANOS = Duration.ofMillis(50).toNanos();
    private static final long CAP_NANOS = Duration.ofSeconds(20).toNanos();

    private final Exchange next;
    private final int maxAttempts;
    private final RetryBudget budget;
    private final Time time;
    private final LongUnaryOperator random;

    /** {@code random} draws a number from zero to its argument, both included. */
    Retrying(Exchange next, int maxAttempts, RetryBudget budget, Time time, LongUnaryOperator random) {
        this.next = next;
        this.maxAttempts = maxAttempts;
        this.budget = budget;
        this.time = time;
        this.random = random;
    }

    @Override
    public Reply send(Call call) {
        int spent = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                Reply reply = next.send(call.attempt(attempt));
                budget.give(attempt == 1 ? RetryBudget.FIRST_SUCCESS : spent);
                return reply;
            } catch (CallException failure) {
                Verdict verdict = Verdict.of(failure, call.line());
                spent = verdict == Verdict.REPEAT_LATER ? RetryBudget.THROTTLED : RetryBudget.TRANSIENT;
                pauseOrThrow(call, attempt, verdict, failure, spent);
            }
        }
    }

    private void pauseOrThrow(Call call, int attempt, Verdict verdict, CallException failure, int cost) {
        if (verdict == Verdict.OUTCOME_UNKNOWN) {
            throw new OutcomeUnknownException(failure, call.line().settledBy());
        }
        int most = call.context().options().maxAttempts().orElse(maxAttempts);
        if (verdict == Verdict.FINAL
                || attempt >= most
                || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        long pause = Math.max(jitter(attempt), retryAfter(failure).toNanos());
        if (pause >= call.remaining(time) || !budget.take(cost)) {
            throw failure;
        }
        try {
            time.sleep(Duration.ofNanos(pause));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
            throw failure;
        }
    }

    private long jitter(int attempt) {
        return random.applyAsLong(Math.min(CAP_NANOS, BASE_NANOS << Math.min(attempt - 1, 20)));
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
