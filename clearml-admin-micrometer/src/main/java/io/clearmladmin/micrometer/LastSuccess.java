package io.clearmladmin.micrometer;

import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The one meter that all emitters have: when one last did what it is there for. */
final class LastSuccess {

    private LastSuccess() {}

    /** To be registered; with the milliseconds since 1970 of this, 0 as long as there was none. */
    static <T> TimeGauge.Builder<T> of(T what, ToDoubleFunction<T> millis) {
        return TimeGauge.builder("clearml.emitter.last.success.timestamp", what, TimeUnit.MILLISECONDS, millis)
                .description("When a run was last complete, or events were last published; 0 before the first");
    }
}
