package io.clearmladmin.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ForeignTest {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignTest.class);

    static List<Throwable> whatBelongsToTheCall() {
        return List.of(
                new NoClassDefFoundError("gone"),
                new NoSuchMethodError("gone"),
                new ExceptionInInitializerError("static"),
                new StackOverflowError(),
                new AssertionError("no"),
                new Error("own"),
                new IOException("undeclared"),
                new InterruptedException("undeclared"));
    }

    static List<VirtualMachineError> whatEndsAComponent() {
        return List.of(new OutOfMemoryError("heap"), new InternalError("broken"), new UnknownError("unknown"));
    }

    private static final class Unprintable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message either");
        }
    }

    /** Throws it, declared or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // hides from the compiler what is thrown
    static <T, X extends Throwable> T thrown(Throwable what) throws X {
        throw (X) what;
    }

    @ParameterizedTest
    @MethodSource("whatBelongsToTheCall")
    void whatever_foreign_code_throws_is_an_exception_of_that_call(Throwable thrown) {
        assertThatThrownBy(() -> Foreign.call("the store", () -> thrown(thrown)))
                .isInstanceOf(ForeignCodeException.class)
                .hasMessage("the store threw " + thrown)
                .hasCause(thrown);
        assertThat(Foreign.notify(LOG, "the listener", () -> thrown(thrown))).isFalse();
        assertThat(Thread.interrupted()).isEqualTo(thrown instanceof InterruptedException);
    }

    @Test
    void an_exception_of_its_own_stays_what_it_is() {
        RuntimeException fenced = new IllegalStateException("fenced");
        assertThatThrownBy(() -> Foreign.run("the journal", () -> thrown(fenced)))
                .isSameAs(fenced);
    }

    @ParameterizedTest
    @MethodSource("whatEndsAComponent")
    void what_is_the_machines_own_passes(VirtualMachineError error) {
        assertThatThrownBy(() -> Foreign.call("the store", () -> thrown(error))).isSameAs(error);
        assertThatThrownBy(() -> Foreign.notify(LOG, "the listener", () -> thrown(error)))
                .isSameAs(error);
    }

    @ParameterizedTest
    @MethodSource("whatEndsAComponent")
    void a_foreign_thread_is_never_affected(VirtualMachineError error) {
        List<Throwable> fatal = new ArrayList<>();
        assertThat(Foreign.notify(LOG, "the listener", () -> thrown(error), fatal::add))
                .isFalse();
        assertThat(fatal).containsExactly(error);
    }

    @Test
    void what_cannot_even_be_printed_is_reported_by_its_class() {
        assertThat(Foreign.notify(LOG, "the listener", () -> thrown(new Unprintable())))
                .isFalse();
        assertThatThrownBy(() -> Foreign.call("the store", () -> thrown(new Unprintable())))
                .hasMessage("the store threw " + Unprintable.class.getName());
    }

    @Test
    void what_works_gives_its_value() {
        assertThat(Foreign.<Integer>call("the store", () -> 7)).isEqualTo(7);
        assertThat(Foreign.notify(LOG, "the listener", () -> {})).isTrue();
    }
}
