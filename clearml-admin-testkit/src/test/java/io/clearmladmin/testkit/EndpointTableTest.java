package io.clearmladmin.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.testkit.EndpointTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint is SAFE or UNSAFE for a reason that is written down, so that nobody changes or adds one without. */
class EndpointTableTest {

    private static final Map<Repeat, Set<String>> KINDS = Map.of(
            Repeat.SAFE, Set.of("read", "set", "token"),
            Repeat.UNSAFE, Set.of("create", "delete", "move", "count", "status", "unknown"));
    // No read shows whether these were carried out; the table says why.
    private static final Set<String> SETTLED_BY_NONE = Set.of(
            "tenants.custom_events",
            "organization.allow_project_workloads",
            "workers.cluster_unregister",
            "workers.listener_unregister",
            "events.delete_for_model");
    // Both write what a key has, and were recorded to answer the same again.
    private static final Set<String> BY_KEY = Set.of("queues.add_or_update_metadata", "queues.delete_metadata");

    static List<Row> rows() {
        return EndpointTable.ROWS;
    }

    static Stream<Row> unsafe() {
        return rows().stream().filter(row -> !row.isSafe());
    }

    @Test
    void every_endpoint_is_in_the_table_once_as_it_is_in_the_interfaces_and_nothing_else_is() {
        Map<String, Repeat> written = rows().stream().collect(toMap(Row::endpoint, Row::repeat));
        Map<String, Repeat> annotated = EndpointTable.METHODS.values().stream()
                .map(method -> method.getAnnotation(Endpoint.class))
                .collect(toMap(Endpoint::name, Endpoint::repeat));
        assertThat(written).isEqualTo(annotated);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_reason_is_of_a_kind_that_its_side_has_and_says_why(Row row) {
        assertThat(KINDS.get(row.repeat())).contains(row.kind());
        assertThat(row.why()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_a_name_says_and_the_kind_agree(Row row) {
        String action = row.action();
        if (BY_KEY.contains(row.endpoint())) {
            assertThat(row.kind()).isEqualTo("set");
        } else if (action.matches("(create|generate|copy|connect|add)_.*|create")) {
            assertThat(row.repeat()).isEqualTo(Repeat.UNSAFE);
        } else if (action.matches("(delete|remove|revoke|clear|disconnect)_.*|delete|(.*_)?unregister")) {
            assertThat(row.kind()).isEqualTo("delete");
        } else if (action.matches("get_(task_)?token(_for_user)?")) {
            assertThat(row.kind()).isEqualTo("token");
        } else if (action.matches("(get|peek|validate|check|download)_.*")) {
            assertThat(row.kind()).isEqualTo("read");
        }
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void an_unsafe_endpoint_is_settled_by_a_safe_one_that_exists(Row row) {
        if (SETTLED_BY_NONE.contains(row.endpoint())) {
            assertThat(row.line().verifyWith()).isEmpty();
            return;
        }
        Set<String> known = new HashSet<>();
        rows().stream().filter(Row::isSafe).map(Row::endpoint).forEach(known::add);
        assertThat(known).contains(row.line().verifyWith());
    }

    @Test
    void the_documentation_counts_them_by_kind() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "errors-and-retries.md"));
        List<String> published = Pattern.compile("\\| `(SAFE|UNSAFE)` \\| (\\d+) \\|")
                .matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .sorted()
                .toList();
        List<String> counted =
                rows().stream()
                        .collect(groupingBy(row -> row.repeat() + " " + row.kind(), counting()))
                        .entrySet()
                        .stream()
                        .map(kind -> kind.getKey().replaceAll(" .*", " ") + kind.getValue())
                        .sorted()
                        .toList();
        assertThat(published).isEqualTo(counted);
        assertThat(page).contains("the " + rows().size() + " endpoints");
    }

    @Test
    void a_safe_endpoint_needs_nothing_to_settle_it() {
        assertThat(rows().stream().filter(Row::isSafe))
                .allMatch(row -> row.line().verifyWith().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_safe_endpoint_that_writes_says_that_it_changes_something(Row row) {
        assertThat(row.line().changes()).isEqualTo(row.isSafe() && row.kind().equals("set"));
    }
}
