package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RetryVectorsTest {

    private final VirtualTime time = new VirtualTime();
    private final RetryBudget budget = new RetryBudget();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/retry-vectors.csv",
            delimiter = ';',
            useHeadersInDisplayName = false,
            numLinesToSkip = 3)
    void a_call_is_retried_exactly_as_the_table_says(
            String name,
            Repeat repeat,
            int max,
            int unreachable,
            int tokens,
            int deadline,
            String outcomes,
            String end,
            int attempts,
            @Nullable String pauses,
            int left) {
        assertThat(budget.take(RetryBudget.CAPACITY - tokens)).isTrue();
        Deque<String> script = new ArrayDeque<>(Arrays.asList(outcomes.split(" ", -1)));
        int planned = script.size();
        Exchange scripted = call -> Outcomes.play(script.removeFirst(), call);
        RetryLimits limits = new RetryLimits(max, Duration.ofMillis(unreachable));
        Exchange retrying = new RetryingExchange(scripted, limits, budget, time, largest -> largest);

        String ended = end(retrying, Calls.of("auth.create_user", repeat, time, Duration.ofMillis(deadline)), attempts);

        assertThat(ended).as(name).isEqualTo(end);
        assertThat(planned - script.size()).as("attempts").isEqualTo(attempts);
        assertThat(time.pauses()).as("pauses").isEqualTo(millis(pauses));
        assertThat(budget.left()).as("budget left").isEqualTo(left);
    }

    private static String end(Exchange exchange, Call call, int attempts) {
        try {
            assertThat(exchange.send(call)).isSameAs(Calls.OK);
            return "ok";
        } catch (CallException failure) {
            assertThat(failure.attempts()).as("attempts reported").isEqualTo(attempts);
            if (failure instanceof OutcomeUnknownException unknown) {
                assertThat(unknown.verifyWith()).isEqualTo("users.get_all");
                assertThat(unknown).hasMessageContaining("Verify with users.get_all before calling again");
            }
            return failure.getClass().getSimpleName();
        }
    }

    private static List<Duration> millis(@Nullable String pauses) {
        return pauses == null
                ? List.of()
                : Arrays.stream(pauses.split(" ", -1))
                        .map(ms -> Duration.ofMillis(Long.parseLong(ms)))
                        .collect(Collectors.toList());
    }
}
