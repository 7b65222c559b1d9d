package io.clearmladmin.fuzz;

import io.clearmladmin.ClearMl;
import io.clearmladmin.errors.ClearMlException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.Headers;

/** A token as the login gives it: the claims, or, after a byte 0, the token itself. */
public final class TokenTarget {

    private static final CannedServer SERVER = new CannedServer();

    private TokenTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        boolean isWhole = data.length > 0 && data[0] == 0;
        String token = isWhole
                ? new String(data, 1, data.length - 1, StandardCharsets.ISO_8859_1).replaceAll("[^ -~&&[^\"\\\\]]", "x")
                : "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(data) + ".c2ln";
        String reply = "{\"meta\":{\"result_code\":200},\"data\":{\"token\":\"" + token + "\"}}";
        SERVER.answer(200, Headers.of(), reply.getBytes(StandardCharsets.UTF_8));
        try (ClearMl client = SERVER.withLogin()) {
            client.debug().ping();
            client.claims().exp();
            client.debug().ping();
        } catch (ClearMlException documented) {
            Outcome.shown(documented);
        }
    }
}
