package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clearmladmin.errors.ApiError;
import io.clearmladmin.errors.TaskStatusException;
import io.clearmladmin.tasks.TaskStatus;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may follow a status is what a real server let follow. */
class TaskStatusTest {

    private static final Pattern NAME = Pattern.compile("20-transition-([a-z_]+)-(\\w+)");
    private static final Map<String, TaskStatus> RESULT = Map.of(
            "stop", TaskStatus.STOPPED,
            "stopped", TaskStatus.STOPPED,
            "failed", TaskStatus.FAILED,
            "close", TaskStatus.CLOSED,
            "completed", TaskStatus.COMPLETED,
            "started", TaskStatus.IN_PROGRESS,
            "publish", TaskStatus.PUBLISHED,
            "reset", TaskStatus.CREATED);

    static Stream<Recording> transitions() {
        return Recording.administration().stream()
                .filter(recording -> recording.name().startsWith("20-transition-")
                        && !recording.name().endsWith("-dequeue"));
    }

    @ParameterizedTest
    @MethodSource("transitions")
    void a_change_is_known_as_possible_if_and_only_if_the_server_made_it(Recording recording) {
        Matcher name = NAME.matcher(recording.name());
        assertThat(name.matches()).isTrue();
        TaskStatus from = new TaskStatus(name.group(1));
        TaskStatus to = RESULT.get(name.group(2));
        assertThat(to).isNotNull();
        boolean isMade = recording.status() == 200;
        assertThat(from.equals(to) || from.following().contains(to)).isEqualTo(isMade);
        if (isMade && !from.equals(to)) {
            assertThat(from.callsTo(to)).contains("tasks." + name.group(2));
        }
    }

    @Test
    void there_are_recordings_of_most_calls() {
        assertThat(transitions()).hasSizeGreaterThan(35);
    }

    @Test
    void a_refusal_names_both_statuses_and_what_would_do() {
        JsonNode reply = Recording.administration().stream()
                .filter(recording -> recording.name().equals("20-transition-created-close"))
                .findFirst()
                .orElseThrow()
                .response()
                .path("json")
                .path("meta");
        ApiError error = ApiError.builder()
                .endpoint("tasks.close")
                .httpStatus(400)
                .subcode(reply.path("result_subcode").asInt())
                .message(reply.path("result_msg").asText())
                .build();
        assertThat(ApiErrors.exception(error))
                .isInstanceOfSatisfying(TaskStatusException.class, refused -> {
                    assertThat(refused.current()).contains(TaskStatus.CREATED);
                    assertThat(refused.requested()).contains(TaskStatus.CLOSED);
                })
                .hasMessageContaining("A task that is created cannot become closed; it may become"
                        + " in_progress (tasks.started), queued (tasks.enqueue)");
    }

    @Test
    void nothing_follows_what_is_published_or_unknown() {
        assertThat(TaskStatus.PUBLISHED.following()).isEmpty();
        assertThat(new TaskStatus("new_word").following()).isEmpty();
        assertThat(new TaskStatus("new_word").callsTo(TaskStatus.STOPPED)).isEmpty();
        assertThat(TaskStatus.QUEUED.isActive()).isTrue();
        assertThat(TaskStatus.STOPPED.isActive()).isFalse();
    }

    @Test
    void a_refusal_without_statuses_says_to_read_the_task() {
        ApiError error = ApiError.builder()
                .endpoint("tasks.stop")
                .httpStatus(400)
                .subcode(110)
                .message("No")
                .build();
        assertThat(ApiErrors.exception(error)).hasMessageContaining("Read the task again");
    }
}
