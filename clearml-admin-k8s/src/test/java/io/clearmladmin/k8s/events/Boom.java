package io.clearmladmin.k8s.events;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What code of a user may throw, thrown so many times. */
final class Boom {

    private final Throwable what;
    private final AtomicInteger left;

    Boom(Throwable what, int times) {
        this.what = what;
        this.left = new AtomicInteger(times);
    }

    /** What a missing jar throws, a full heap, and a language without declared exceptions. */
    static List<Throwable> kinds() {
        return List.of(
                new NoClassDefFoundError("com/acme/Missing"),
                new OutOfMemoryError("Java heap space"),
                new IOException("undeclared"));
    }

    /** What is met by the same code as those. */
    static List<Throwable> otherKinds() {
        return List.of(new StackOverflowError(), new AssertionError("expected"), new IllegalStateException("not now"));
    }

    /** Whether it ends the component that meets it. */
    boolean isFatal() {
        return what instanceof OutOfMemoryError;
    }

    Throwable what() {
        return what;
    }

    boolean isOver() {
        return left.get() <= 0;
    }

    void now() {
        if (left.getAndDecrement() > 0) {
            Boom.<RuntimeException>sneak(what);
        }
    }

    @SuppressWarnings("unchecked") // hides from the compiler what is thrown
    private static <X extends Throwable> void sneak(Throwable what) throws X {
        throw (X) what;
    }

    @Override
    public String toString() {
        return what.getClass().getSimpleName();
    }
}
