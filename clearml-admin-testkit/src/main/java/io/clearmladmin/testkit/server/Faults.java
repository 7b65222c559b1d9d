package io.clearmladmin.testkit.server;

import io.clearmladmin.testkit.calls.Fault;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The faults that are still to strike. */
final class Faults {

    private static final int ENDLESS = 0;

    // The count of strikes left; 0 for one without an end.
    private final Map<Fault, Integer> left = new LinkedHashMap<>();
    private final Map<Fault, Integer> letThrough = new HashMap<>();

    synchronized void add(Fault fault) {
        left.merge(fault, fault.times(), Integer::sum);
        letThrough.put(fault, 0);
    }

    synchronized void clear() {
        left.clear();
        letThrough.clear();
    }

    /** The first fault for this path, taken off its count. */
    synchronized @Nullable Fault next(List<String> path) {
        Iterator<Map.Entry<Fault, Integer>> all = left.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Fault, Integer> entry = all.next();
            Fault fault = entry.getKey();
            if (!fault.endpoint().isEmpty() && !path.contains(fault.endpoint())) {
                continue;
            }
            if (letThrough.merge(fault, 1, Integer::sum) <= fault.after()) {
                continue;
            }
            if (fault.times() != ENDLESS && entry.getValue() == 1) {
                all.remove();
            } else if (fault.times() != ENDLESS) {
                entry.setValue(entry.getValue() - 1);
            }
            return fault;
        }
        return null;
    }

    /** What comes in place of an answer. */
    MockResponse inPlaceOf(Fault fault, Answer refused) {
        if (fault.kind() == Fault.Kind.DROP_BEFORE) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        MockResponse.Builder response = new MockResponse.Builder()
                .code(fault.status())
                .setHeader("Content-Type", refused.type())
                .body(new Buffer().write(refused.body()));
        if (!fault.time().isZero()) {
            response.setHeader("Retry-After", fault.time().toSeconds());
        }
        return response.build();
    }

    /** An answer with what the fault does to it. */
    MockResponse damaged(Fault fault, Answer answer, Answer refused, RecordedRequest request) {
        byte[] body = answer.body();
        return switch (fault.kind()) {
            case DELAY ->
                answer.toResponse(request)
                        .newBuilder()
                        .headersDelay(fault.time().toNanos(), TimeUnit.NANOSECONDS)
                        .build();
            case DROP_DURING ->
                answer.toResponse(request)
                        .newBuilder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            case DROP_AFTER ->
                plain(answer, body)
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build();
            case TRUNCATED ->
                plain(answer, java.util.Arrays.copyOf(body, body.length / 2)).build();
            case REPLACE_RESPONSE ->
                Answer.html(fault.status(), fault.status() + " from the gateway")
                        .toResponse(request);
            case LATE_REFUSAL -> refused.toResponse(request);
            case CORRUPTED -> plain(answer, corrupted(body)).build();
            default -> throw new AssertionError(fault);
        };
    }

    private static MockResponse.Builder plain(Answer answer, byte[] body) {
        return new MockResponse.Builder()
                .code(answer.status())
                .setHeader("Content-Type", answer.type())
                .body(new Buffer().write(body));
    }

    private static byte[] corrupted(byte[] body) {
        byte[] damaged = body.clone();
        for (int i = damaged.length / 3; i < damaged.length / 2; i++) {
            damaged[i] = 1; // stands in no JSON, not even in a text
        }
        return damaged;
    }
}
