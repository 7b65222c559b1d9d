package io.clearmladmin.fuzz;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.GatewayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;

/** {@code Retry-After}, and after a line break the server's {@code Date}, of an API server and of a gateway. */
public final class RetryAfterTarget {

    private static final byte[] ENVELOPE =
            "{\"meta\":{\"result_code\":429,\"result_subcode\":0,\"result_msg\":\"later\"}}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final CannedServer SERVER = new CannedServer();
    private static final ClearMl CLIENT = SERVER.withToken();

    private RetryAfterTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        String[] values = new String(data, StandardCharsets.ISO_8859_1).split("\n", 2);
        Headers.Builder headers = new Headers.Builder().addUnsafeNonAscii("Retry-After", clean(values[0]));
        if (values.length == 2) {
            headers.addUnsafeNonAscii("Date", clean(values[1]));
        }
        call(429, headers.build(), ENVELOPE);
        call(503, headers.build(), new byte[0]);
    }

    // What no header can hold, OkHttp does not read.
    private static String clean(String value) {
        return value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", "");
    }

    private static void call(int status, Headers headers, byte[] body) {
        SERVER.answer(status, headers, body);
        try {
            CLIENT.debug().ping();
            throw new AssertionError("a success");
        } catch (ClearMlException documented) {
            Outcome.shown(documented);
            Optional<Duration> wait = Optional.empty();
            if (documented instanceof ApiException api) {
                wait = api.error().retryAfter();
            } else if (documented instanceof GatewayException gateway) {
                wait = gateway.retryAfter();
            }
            if (wait.isPresent() && (wait.get().isNegative() || wait.get().compareTo(Duration.ofDays(1)) > 0)) {
                throw new AssertionError("to wait for " + wait.get(), documented);
            }
        }
    }
}
