package io.clearmladmin.endpoint;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a call about many was not done to one of them.
 *
 * @param codes the code and the subcode, as those of an error of a call about one
 * @param msg the message, for people to read
 * @param data what the server adds, such as {@code current_status}
 * @param additional unknown fields, as received
 */
public record BatchError(
        List<Integer> codes,
        Optional<String> msg,
        Map<String, Object> data,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public BatchError {
        codes = Check.list(codes);
        data = Check.map(data);
        additional = Check.additional(additional);
    }

    /** Whether it is this error: {@code 400, 101} is an unknown task. */
    public boolean isOf(int code, int subcode) {
        return codes.equals(List.of(code, subcode));
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
