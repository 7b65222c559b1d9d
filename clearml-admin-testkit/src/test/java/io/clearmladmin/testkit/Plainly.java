package io.clearmladmin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.testkit.calls.FakeUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;

/** Calls by name, and answers as the maps they are. */
final class Plainly {

    private static final OkHttpClient HTTP = new OkHttpClient();

    private Plainly() {}

    /** An answer that is not an envelope. */
    record File(int status, String type, String disposition, String text) {}

    /** Calls with one field, and takes the answer as it is. */
    static File download(String url, FakeUser user, String field, @Nullable Object value) {
        return download(url, user.accessKey(), user.secretKey().reveal(), "{\"" + field + "\":\"" + value + "\"}");
    }

    static File download(String url, String accessKey, String secretKey, String body) {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", Credentials.basic(accessKey, secretKey))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        try (Response response = HTTP.newCall(request).execute()) {
            return new File(
                    response.code(),
                    response.header("Content-Type", ""),
                    response.header("Content-Disposition", ""),
                    response.body().string());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Map<String, Object> read(ClearMl clearml, String endpoint, Map<String, ?> body) {
        return clearml.call(endpoint, Repeat.SAFE, body);
    }

    static Map<String, Object> write(ClearMl clearml, String endpoint, Map<String, ?> body) {
        return clearml.call(endpoint, Repeat.UNSAFE, body);
    }

    /** Fails unless the call is refused with this subcode. */
    static void refused(int subcode, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.subcode()).isEqualTo(subcode));
    }

    static String text(Map<String, Object> answer, String field) {
        return (String) Objects.requireNonNull(answer.get(field), field);
    }

    @SuppressWarnings("unchecked") // what JSON objects become
    static Map<String, Object> map(Map<String, Object> answer, String field) {
        return (Map<String, Object>) Objects.requireNonNull(answer.get(field), field);
    }

    @SuppressWarnings("unchecked") // what lists of JSON objects become
    static List<Map<String, Object>> list(Map<String, Object> answer, String field) {
        return (List<Map<String, Object>>) Objects.requireNonNull(answer.get(field), field);
    }

    static Map<String, Object> with(Map<String, Object> body, Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.putAll(more);
        return all;
    }
}
