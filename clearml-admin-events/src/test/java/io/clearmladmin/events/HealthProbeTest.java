package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.house.TestClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When something last answered. */
class HealthProbeTest {

    private final TestClock clock = new TestClock();
    // What the next question is answered with: nothing is an answer, a text a failure.
    private final BlockingQueue<String> answers = new SynchronousQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final HealthProbe probe = HealthProbe.builder("it", this::ask)
            .every(Duration.ofMillis(1))
            .staleAfter(Duration.ofSeconds(30))
            .clock(clock)
            .build();

    private void ask() throws InterruptedException {
        asked.add("asked");
        String failure = answers.take();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }

    /** Answers the question that is asked, and waits for the next, by when the answer counts. */
    private void answer(String failure) throws InterruptedException {
        assertThat(asked.poll(1, TimeUnit.MINUTES)).isNotNull();
        answers.put(failure);
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void it_is_healthy_as_long_as_the_last_answer_is_young() throws InterruptedException {
        assertThat(probe.problem()).contains("has not answered yet");
        probe.start();
        answer("nobody listens");
        assertThat(probe.problem()).contains("has not answered yet: nobody listens");
        assertThat(probe.lastAnswer()).isEmpty();
        answer("");
        assertThat(probe.problem()).isEmpty();
        assertThat(probe.lastAnswer()).contains(TestClock.START);

        clock.forward(Duration.ofSeconds(30));
        answer("nobody listens");
        assertThat(probe.problem()).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThat(probe.problem()).contains("last answered 31 s ago: nobody listens");
        answer("");
        assertThat(probe.problem()).isEmpty();
    }

    @Test
    void a_question_that_hangs_is_a_problem_too() throws InterruptedException {
        probe.start();
        answer("");
        clock.forward(Duration.ofSeconds(31));
        assertThat(probe.problem()).contains("last answered 31 s ago");
    }
}
