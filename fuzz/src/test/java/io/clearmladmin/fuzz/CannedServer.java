package io.clearmladmin.fuzz;

import io.clearmladmin.ClearMl;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A client whose every request is answered with the same bytes, without a network. */
final class CannedServer {

    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final MediaType JSON = MediaType.get("application/json");

    private volatile int status = 200;
    private volatile Headers headers = Headers.of();
    private volatile byte[] body = {};

    /** What is answered from now on. */
    void answer(int code, Headers with, byte[] bytes) {
        status = code;
        headers = with;
        body = bytes;
    }

    private OkHttpClient http() {
        return HTTP.newBuilder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("canned")
                        .headers(headers)
                        .body(ResponseBody.create(body, JSON))
                        .build())
                .build();
    }

    /** A client that has a token. */
    ClearMl withToken() {
        return ClearMl.builder()
                .apiUrl("http://api.example.com:8008")
                .token("token")
                .maxAttempts(1)
                .httpClient(http())
                .build();
    }

    /** A client that logs in first. */
    ClearMl withLogin() {
        return ClearMl.builder()
                .apiUrl("http://api.example.com:8008")
                .credentials("ACCESSKEY", "secret-of-the-key")
                .maxAttempts(1)
                .httpClient(http())
                .build();
    }
}
