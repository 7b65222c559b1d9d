package io.clearmladmin.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The same calls as a careful engineer writes them for one endpoint: a token, OkHttp, Jackson, a check of the code. */
final class HandWritten {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader USER = MAPPER.readerFor(new TypeReference<Envelope<OneUser>>() {});
    private static final ObjectReader USERS = MAPPER.readerFor(new TypeReference<Envelope<Users>>() {});
    private static final ObjectReader TOKEN = MAPPER.readerFor(new TypeReference<Envelope<Login>>() {});
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(64, 60, TimeUnit.SECONDS))
            .build();
    private final String url;
    private String authorization = "Bearer token";

    HandWritten(String url) {
        this.url = url;
    }

    /** The same, after a login with this key. */
    static HandWritten loggedIn(String url, String accessKey, String secretKey) {
        HandWritten written = new HandWritten(url);
        written.authorization = Credentials.basic(accessKey, secretKey);
        written.authorization = "Bearer " + ((Login) written.call("auth.login", Map.of(), TOKEN)).token();
        return written;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Meta(
            @JsonProperty("result_code") int code,
            @JsonProperty("result_msg") String message) {}

    record Envelope<T>(Meta meta, T data) {}

    record Login(String token) {}

    record OneUser(User user) {}

    record Users(List<User> users) {}

    record User(
            String id,
            String company,
            String name,
            @JsonProperty("given_name") @Nullable String givenName,
            @JsonProperty("family_name") @Nullable String familyName,
            @JsonProperty("created_in_version") @Nullable String createdInVersion,
            Instant created) {}

    User user(String id) {
        return ((OneUser) call("users.get_by_id", Map.of("user", id), USER)).user();
    }

    List<User> page(int page, int size) {
        return ((Users) call("users.get_all", Map.of("page", page, "page_size", size), USERS)).users();
    }

    private Object call(String endpoint, Map<String, ?> fields, ObjectReader reader) {
        try {
            Request request = new Request.Builder()
                    .url(url + "/" + endpoint)
                    .header("Authorization", authorization)
                    .post(RequestBody.create(WRITER.writeValueAsBytes(fields), JSON))
                    .build();
            try (Response response = http.newCall(request).execute()) {
                return dataIn(response.body().byteStream(), reader);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Object dataIn(InputStream body, ObjectReader reader) throws IOException {
        Envelope<?> envelope = reader.readValue(body);
        if (envelope.meta().code() != 200) {
            throw new IllegalStateException(envelope.meta().message());
        }
        return envelope.data();
    }

    /** The body that asks for this user. */
    static byte[] idOf(String user) throws IOException {
        return WRITER.writeValueAsBytes(Map.of("user", user));
    }

    /** The user in a reply. */
    static User userIn(InputStream body) throws IOException {
        try (body) {
            return ((OneUser) dataIn(body, USER)).user();
        }
    }

    void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }
}
