package io.clearmladmin.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens that all calls of a client share and that retries cost, so that clients do not multiply the load of an outage. A retry
 * takes 14 tokens, or 5 after a 429 or 503; it returns them if it succeeds, and every first success adds
 * one. With 500 tokens about 35 retries in a row may fail before calls fail at their first attempt.
 */
final class RetryBudget {

    static final int CAPACITY = 500;
    static final int TRANSIENT = 14;
    static final int THROTTLED = 5;
    static final int FIRST_SUCCESS = 1;

    private final AtomicInteger tokens = new AtomicInteger(CAPACITY);

    boolean take(int cost) {
        int left = tokens.get();
        while (left >= cost) {
            if (tokens.compareAndSet(left, left - cost)) {
                return true;
            }
            left = tokens.get();
        }
        return false;
    }

    void give(int amount) {
        if (tokens.get() < CAPACITY) {
            tokens.updateAndGet(left -> Math.min(CAPACITY, left + amount));
        }
    }

    int left() {
        return tokens.get();
    }
}
