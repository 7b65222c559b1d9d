package io.clearmladmin.calls;

import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Writes one line of JSON for each completed call that changes something: when it began, the endpoint, who called, as
 * whom, in which tenant, the ids in the request, and whether it was done. It holds nothing secret: of the request only ids, of
 * a failure only its kind.
 *
 * <p>Give it to {@link io.clearmladmin.ClearMl.Builder#listener}. Reads, tokens and the client's own logins leave no line, and
 * a process that is killed in the middle of a call leaves none for that call. A line that cannot be written is logged; the call
 * goes on.
 *
 * <p>Safe for use by many threads if the consumer of the lines is.
 */
public final class AuditTrail implements CallListener {

    private static final String LOGGER = "io.clearmladmin.audit-trail";

    private final Consumer<String> lines;

    private AuditTrail(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Passes each line, without a line end, to this consumer, on the thread of the call. */
    public static AuditTrail to(Consumer<String> lines) {
        return new AuditTrail(Objects.requireNonNull(lines, "lines"));
    }

    /** Logs each line at INFO, to the logger {@code io.clearmladmin.audit-trail}. */
    public static AuditTrail toLog() {
        return to(LoggerFactory.getLogger(LOGGER)::info);
    }

    @Override
    public void onCall(CallEvent call) {
        if (call.start().changes()) {
            lines.accept(Json.line(fields(call)));
        }
    }

    private static Map<String, Object> fields(CallEvent call) {
        CallStart start = call.start();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", start.time().toString());
        fields.put("endpoint", call.endpoint());
        put(fields, "user", start.user());
        put(fields, "access_key", start.accessKey());
        put(fields, "impersonating", start.impersonating());
        put(fields, "acting_as", start.actingAs());
        put(fields, "tenant", start.tenant());
        fields.put("ids", start.ids());
        fields.put("outcome", call.outcome().name().toLowerCase(Locale.ROOT));
        call.failure().ifPresent(failure -> {
            Throwable shown = failure instanceof OutcomeUnknownException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            fields.put("failure", shown.getClass().getSimpleName());
            if (shown instanceof ApiException api) {
                fields.put("code", api.code() + "/" + api.subcode());
            }
        });
        put(fields, "request_id", call.requestId());
        fields.put("trx", call.trx());
        fields.put("attempts", call.attempt());
        fields.put("duration_ms", call.duration().toMillis());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Optional<String> value) {
        value.ifPresent(text -> fields.put(name, text));
    }
}
