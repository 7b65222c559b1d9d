package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.ServerTooOldException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.TransportException.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what an attempt's end means. */
class RetryDecisionTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "errors-and-retries.md");

    @Test
    void the_documentation_has_the_table_row_by_row() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENTATION).stream()
                .dropWhile(line -> !line.startsWith("| What happened"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(RetryDecision.TABLE.stream()
                        .map(RetryDecision.Row::text)
                        .toList());
    }

    @Test
    void a_non_retryable_call_that_may_have_been_carried_out_is_never_resent() {
        assertThat(RetryDecision.TABLE).allSatisfy(row -> {
            if (row.carriedOut().equals("no")) {
                assertThat(row.unsafe()).isNotEqualTo(RetryDecision.OUTCOME_UNKNOWN);
            } else {
                assertThat(row.unsafe()).isEqualTo(RetryDecision.OUTCOME_UNKNOWN);
            }
            assertThat(row.safe()).isNotEqualTo(RetryDecision.OUTCOME_UNKNOWN);
        });
    }

    @Test
    void every_end_of_an_attempt_has_a_row_and_every_row_an_end() {
        Set<RetryDecision.Row> met = new LinkedHashSet<>();
        ends().forEach(failure -> met.add(RetryDecision.TABLE.stream()
                .filter(row -> row.fits().test(failure))
                .findFirst()
                .orElseThrow(() -> new AssertionError(failure))));
        assertThat(met).containsExactlyInAnyOrderElementsOf(RetryDecision.TABLE);
    }

    private static Stream<CallException> ends() {
        Call call = Calls.of("auth.create_user", Repeat.UNSAFE, new VirtualTime(), Duration.ofSeconds(1));
        Stream<String> network = Stream.of(
                "certificate",
                "deadline-unsent",
                "refused",
                "write-failed",
                "deadline-sent",
                "reset",
                "truncated",
                "decoding");
        Stream<String> statuses =
                IntStream.range(100, 1000).boxed().flatMap(status -> Stream.of("" + status, status + "/0"));
        Stream<CallException> played = Stream.of(network, statuses, Stream.of("500/102"))
                .flatMap(outcomes -> outcomes)
                .map(outcome -> Outcomes.failure(outcome, call.endpoint(), 1));
        return Stream.concat(
                played,
                Stream.of(
                        new ServerTooOldException(call.endpoint(), 1, "2.19", "2.4"),
                        new TransportException(
                                call.endpoint(),
                                1,
                                Fate.UNKNOWN,
                                "half",
                                new DownloadReader.HalfWrittenException(new IOException("reset"))),
                        new GatewayException(call.endpoint(), 1, 200, "", null, "")));
    }
}
