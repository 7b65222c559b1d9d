package io.clearmladmin.internal;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Sends nothing for a while after the last attempts all failed. Refusals of the server (4xx) do not count. */
final class CircuitBreakerExchange implements Exchange {

    private final Exchange next;
    private final CircuitBreaker breaker;
    private final Time time;

    CircuitBreakerExchange(Exchange next, int failures, Duration openFor, Time time) {
        this.next = next;
        this.time = time;
        this.breaker = CircuitBreaker.of(
                "clearml",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(failures)
                        .minimumNumberOfCalls(failures)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(openFor)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(new SteadyClock(time))
                        .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                        .build());
    }

    /** Steady time in the breaker's form: setting the clock does not open or close it. */
    private static final class SteadyClock extends Clock {

        private final Time time;

        SteadyClock(Time time) {
            this.time = time;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(time.nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Override
    public Reply send(Call call) {
        acquire(call);
        long start = time.nanos();
        try {
            Reply reply = next.send(call);
            breaker.onSuccess(time.nanos() - start, TimeUnit.NANOSECONDS);
            return reply;
        } catch (CallException failure) {
            if (isOutage(failure)) {
                breaker.onError(time.nanos() - start, TimeUnit.NANOSECONDS, failure);
            } else {
                breaker.onSuccess(time.nanos() - start, TimeUnit.NANOSECONDS);
            }
            throw failure;
        } catch (RuntimeException | Error unexpected) {
            breaker.releasePermission();
            throw unexpected;
        }
    }

    private void acquire(Call call) {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw call.notSent("not sent, because the last attempts all failed and the circuit breaker is open", open);
        }
    }

    private static boolean isOutage(CallException failure) {
        if (failure instanceof ApiException api) {
            return api.code() >= 500;
        }
        if (failure instanceof GatewayException gateway) {
            return gateway.httpStatus() >= 500;
        }
        return failure instanceof TransportException;
    }
}
