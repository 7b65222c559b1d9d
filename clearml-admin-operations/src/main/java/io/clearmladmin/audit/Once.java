package io.clearmladmin.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is read when first needed, and then kept; a failure is not kept. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> read;
    private @Nullable T value;

    Once(Supplier<T> read) {
        this.read = read;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = read.get();
            value = known;
        }
        return known;
    }
}
