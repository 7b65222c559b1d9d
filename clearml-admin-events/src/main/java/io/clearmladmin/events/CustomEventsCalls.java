package io.clearmladmin.events;

import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.tenants.CustomEvents;
import io.clearmladmin.tenants.CustomEventsResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of one {@code emit}, and what became of each event. */
final class CustomEventsCalls {

    private static final String ENDPOINT = "tenants.custom_events";

    /** The events of one call. */
    record Batch(String templateKey, List<Event> events) {}

    private final ApiServerSink.Settings settings;
    private final Deadline remaining;
    private final List<Failure> failures = new ArrayList<>();
    private int emitted;
    private @Nullable String stopped;
    private @Nullable Throwable cause;

    CustomEventsCalls(ApiServerSink.Settings settings, Duration deadline) {
        this.settings = settings;
        this.remaining = Deadline.within(deadline);
    }

    static Map<String, Object> body(Event event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.id().toString());
        if (!event.tenant().isEmpty()) {
            body.put("clearml_tenant", event.tenant());
        }
        body.put("timestamp_millis", event.time().toEpochMilli());
        event.data().forEach((name, value) -> {
            // Data must not make an event another tenant's.
            if (!name.equals("clearml_tenant")) {
                body.putIfAbsent(name, value);
            }
        });
        return body;
    }

    /** The template for an event; empty if there is none, which is noted as its fate. */
    String templateKey(Event event) {
        try {
            return Check.text(
                    "templateKey",
                    Foreign.call("templateKey", () -> settings.templateKey().apply(event)));
        } catch (RuntimeException failure) {
            fail(List.of(event), Fate.NOT_EMITTED, "no template is known for it: " + failure);
            cause = cause == null ? failure : cause;
            return "";
        }
    }

    /** How many bytes an event takes; -1 if it cannot be sent, which is noted as its fate. */
    long size(Event event) {
        try {
            long size = Foreign.call("what the event holds", () -> Json.size(body(event)));
            if (size <= settings.maxBytes()) {
                return size;
            }
            refuse(event, "it takes " + size + " bytes as JSON, and at most " + settings.maxBytes() + " are sent");
        } catch (RuntimeException notJson) {
            refuse(event, String.valueOf(notJson.getMessage()));
        }
        return -1;
    }

    private void refuse(Event event, String reason) {
        failures.add(new Failure(event, Fate.REFUSED, reason));
    }

    void send(Batch one) {
        List<Event> batch = one.events();
        if (stopped != null) {
            fail(batch, Fate.NOT_EMITTED, stopped);
            return;
        }
        CustomEvents request = CustomEvents.builder()
                .templateKey(one.templateKey())
                .events(batch.stream().map(CustomEventsCalls::body).toList())
                .build();
        for (int repeat = 0; ; repeat++) {
            if (remaining.isOver()) {
                stop(batch, repeat == 0 ? Fate.NOT_EMITTED : Fate.UNKNOWN, "the deadline was over");
                return;
            }
            try {
                settle(batch, call(request));
                return;
            } catch (OutcomeUnknownException unknown) {
                cause = unknown;
                if (repeat >= settings.repeats()) {
                    stop(batch, Fate.UNKNOWN, String.valueOf(unknown.getMessage()));
                    return;
                }
            } catch (RuntimeException failure) {
                cause = failure;
                // What an earlier try did is still not known.
                stop(batch, repeat == 0 ? fate(failure) : Fate.UNKNOWN, String.valueOf(failure.getMessage()));
                return;
            }
        }
    }

    /** Nothing more is sent. */
    void stop(String reason) {
        stopped = stopped == null ? reason : stopped;
    }

    private CustomEventsResult call(CustomEvents request) {
        CallOptions options =
                CallOptions.builder().callTimeout(remaining.left()).build();
        return Foreign.call(
                "the client", () -> settings.clearml().with(options).tenants().customEvents(request));
    }

    // Whatever leaves it open whether the server took it is an OutcomeUnknownException; what is none of the client's
    // own
    // failures comes from a listener, say, at any point of the call.
    private static Fate fate(RuntimeException failure) {
        if (!(failure instanceof ClearMlException)) {
            return Fate.UNKNOWN;
        }
        boolean isAnswer =
                failure instanceof CallException call && call.endpoint().equals(ENDPOINT);
        return isAnswer && failure instanceof BadRequestException ? Fate.REFUSED : Fate.NOT_EMITTED;
    }

    /** The answer may be a success with errors in it. */
    private void settle(List<Event> batch, CustomEventsResult result) {
        int succeeded = result.succeeded().orElse(-1);
        if (result.errors().isEmpty() && succeeded == batch.size()) {
            emitted += batch.size();
            return;
        }
        Map<Event, String> named = new LinkedHashMap<>();
        for (Event event : batch) {
            error(event, result.errors()).ifPresent(error -> named.put(event, error));
        }
        if (named.size() + succeeded == batch.size()) {
            named.forEach((event, error) -> failures.add(new Failure(event, Fate.NOT_EMITTED, error)));
            emitted += succeeded;
        } else {
            stop(
                    batch,
                    Fate.UNKNOWN,
                    "the server took " + (succeeded < 0 ? "?" : succeeded) + " of " + batch.size()
                            + " events and did not say which; its errors: "
                            + result.errors().stream().limit(3).toList());
        }
    }

    private static Optional<String> error(Event event, List<String> errors) {
        String id = event.id().toString();
        return errors.stream().filter(error -> error.contains(id)).findFirst();
    }

    private void stop(List<Event> batch, Fate fate, String reason) {
        if (fate != Fate.REFUSED) {
            stop("it was not sent, since an earlier batch failed");
        }
        fail(batch, fate, reason);
    }

    private void fail(List<Event> batch, Fate fate, String reason) {
        failures.addAll(Failure.of(batch, fate, reason));
    }

    void end() {
        if (!failures.isEmpty()) {
            throw new EventsNotEmittedException(failures, emitted, cause);
        }
    }
}
