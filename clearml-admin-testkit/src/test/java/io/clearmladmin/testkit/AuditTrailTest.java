package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.AuditTrail;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.testkit.EndpointTable.Row;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call that changes something leaves one line that says who did what to what, and nothing secret. */
class AuditTrailTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAMED = Pattern.compile("\"\\$(\\w+)\"");
    // What these names stand for is no id of an object: a text, an address, a token that must not show.
    private static final Set<String> NO_IDS = Set.of("word", "role", "email", "invited", "token", "prepared");

    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static FakeClearMl fake;

    @BeforeAll
    static void start() {
        fake = FakeClearMl.start(Edition.ENTERPRISE);
    }

    @AfterAll
    static void stop() {
        fake.close();
    }

    /** Of the server as it is now: each reset makes another key. */
    private static ClearMl connect() {
        LINES.clear();
        FakeUser system = fake.systemUser();
        return ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(system.accessKey(), system.secretKey().reveal())
                .listener(AuditTrail.to(LINES::add))
                .httpClient(HTTP)
                .build();
    }

    static Stream<Row> unsafe() {
        return EndpointTable.ROWS.stream().filter(row -> !row.isSafe());
    }

    static Stream<Row> sets() {
        return EndpointTable.ROWS.stream().filter(row -> row.kind().equals("set"));
    }

    static Stream<Row> others() {
        return EndpointTable.ROWS.stream().filter(row -> row.kind().matches("read|token"));
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void an_unsafe_endpoint_leaves_one_line_with_the_ids_that_it_was_about(Row row) throws JsonProcessingException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void so_does_a_safe_one_that_writes(Row row) throws JsonProcessingException {
        check(row);
    }

    private static void check(Row row) throws JsonProcessingException {
        Instant before = Instant.now().minusSeconds(1);
        try (Scene scene = new Scene(fake, row.service());
                ClearMl clearml = connect()) {
            scene.call(clearml, row);
            assertThat(LINES).hasSize(1);
            String text = LINES.get(0);
            JsonNode line = JSON.readTree(text);
            assertThat(text).doesNotContain("\n");
            assertThat(line.path("endpoint").asText()).isEqualTo(row.endpoint());
            assertThat(line.path("outcome").asText()).isEqualTo("done");
            assertThat(Instant.parse(line.path("time").asText())).isAfter(before);
            assertThat(line.path("request_id").asText()).isNotEmpty();
            assertThat(line.path("user").asText()).isEqualTo(fake.systemUser().id());
            assertThat(line.path("tenant").asText()).isEqualTo(FakeClearMl.DEFAULT_COMPANY);
            if (!row.as().equals("system")) {
                assertThat(line.path("impersonating").asText()).isEqualTo(scene.name(row.as()));
            }
            assertThat(ids(line)).containsAll(named(row, scene));
            assertThat(text).doesNotContain(fake.systemUser().secretKey().reveal());
        }
    }

    private static Set<String> ids(JsonNode line) {
        Set<String> ids = new HashSet<>();
        line.path("ids").forEach(values -> values.forEach(id -> ids.add(id.asText())));
        return ids;
    }

    private static Set<String> named(Row row, Scene scene) {
        Set<String> named = new HashSet<>();
        NAMED.matcher(row.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !NO_IDS.contains(name))
                .forEach(name -> {
                    boolean isKey = row.body().contains("\"access_key\":\"$" + name + "\"");
                    named.add(isKey ? shortened(scene.name(name)) : scene.name(name));
                });
        return named;
    }

    private static String shortened(String accessKey) {
        return "\u2026" + accessKey.substring(accessKey.length() - 4);
    }

    @ParameterizedTest
    @MethodSource("others")
    void a_read_leaves_none(Row row) {
        try (Scene scene = new Scene(fake, row.service());
                ClearMl clearml = connect()) {
            scene.answer(clearml, row, "ours");
            assertThat(LINES).isEmpty();
        }
    }

    @Test
    void what_became_of_a_call_is_logged_and_no_secret_of_it() throws JsonProcessingException {
        fake.inject(Fault.dropResponse().on("auth.set_credentials").times(1));
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> clearml.call(
                            "auth.set_credentials",
                            Repeat.UNSAFE,
                            Map.of("access_key", "somebody-else", "secret_key", "canary")))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(LINES).hasSize(1);
        JsonNode line = JSON.readTree(LINES.get(0));
        assertThat(line.path("outcome").asText()).isEqualTo("unknown");
        assertThat(line.path("failure").asText()).isEqualTo("TransportException");
        assertThat(line.path("ids").path("access_key").path(0).asText()).isEqualTo("\u2026else");
        assertThat(LINES.get(0)).doesNotContain("canary").doesNotContain("somebody-else");
    }

    @Test
    void a_refusal_says_its_code() throws JsonProcessingException {
        try (ClearMl clearml = connect()) {
            assertThatThrownBy(() -> clearml.queues().delete("nosuch", false)).isInstanceOf(InvalidIdException.class);
        }
        JsonNode line = JSON.readTree(LINES.get(0));
        assertThat(line.path("outcome").asText()).isEqualTo("not_done");
        assertThat(line.path("code").asText()).isEqualTo("400/701");
        assertThat(line.path("ids").path("queue").path(0).asText()).isEqualTo("nosuch");
    }
}
