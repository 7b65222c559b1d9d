package io.clearmladmin.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens that all calls of a client share and that repeating costs, so that an outage is not multiplied. A repeat takes
 * 14 tokens, or 5 where the server asked for patience; it gives them back if it succeeds, and every first success gives
 * one. With 500 tokens about 35 repeats in a row may fail before calls fail at their first attempt.
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
