package io.clearmladmin.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failure that the server reported says the same after it went through Java's serialization. */
class ApiExceptionTest {

    private static ApiException copy(ApiException thrown) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ApiException) in.readObject();
        }
    }

    @Test
    void codes_and_ids_survive_serialization() throws IOException, ClassNotFoundException {
        ApiError error = ApiError.builder()
                .endpoint("users.get_by_id")
                .httpStatus(400)
                .subcode(10)
                .message("Invalid user id")
                .requestId("r1")
                .data(Map.of("not serializable", new Object()))
                .attempts(2)
                .build();
        ApiException copy = copy(new ApiException(error, "Look it up"));
        assertThat(copy).hasMessageContaining("Invalid user id. Look it up").hasMessageContaining("r1");
        assertThat(copy.code()).isEqualTo(400);
        assertThat(copy.subcode()).isEqualTo(10);
        assertThat(copy.requestId()).contains("r1");
        assertThat(copy.error().httpStatus()).isEqualTo(400);
        assertThat(copy.error().endpoint()).isEqualTo("users.get_by_id");
        assertThat(copy.error().attempts()).isEqualTo(2);
    }

    @Test
    void so_does_one_of_which_nothing_more_is_known() throws IOException, ClassNotFoundException {
        ApiError error =
                ApiError.builder().endpoint("users.get_all").httpStatus(500).build();
        ApiException copy = copy(new ApiException(error, ""));
        assertThat(copy.code()).isEqualTo(500);
        assertThat(copy.requestId()).isEmpty();
    }
}
