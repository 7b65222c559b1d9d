package io.clearmladmin.internal;

import io.clearmladmin.CallEvent;
import io.clearmladmin.CallListener;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.CallException;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners how the exchanges below it end. It stands twice in the stack: around calls, and around attempts. */
final class ListenerExchange implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    private final Exchange next;
    private final List<CallListener> listeners;
    private final BiConsumer<CallListener, CallEvent> notifyOf;
    private final Time time;

    private ListenerExchange(
            Exchange next, List<CallListener> listeners, BiConsumer<CallListener, CallEvent> notifyOf, Time time) {
        this.next = next;
        this.listeners = listeners;
        this.notifyOf = notifyOf;
        this.time = time;
    }

    static Exchange toCalls(Exchange next, List<CallListener> listeners, Time time) {
        return listeners.isEmpty() ? next : new ListenerExchange(next, listeners, CallListener::onCall, time);
    }

    static Exchange toAttempts(Exchange next, List<CallListener> listeners, Time time) {
        return listeners.isEmpty() ? next : new ListenerExchange(next, listeners, CallListener::onAttempt, time);
    }

    /** Tells the log, as long as somebody reads it. */
    static Exchange toLog(Exchange next, Time time) {
        Exchange reported = toAttempts(next, List.of(new LoggingListener()), time);
        return call -> (LoggingListener.isOn() ? reported : next).send(call);
    }

    @Override
    public Reply send(Call call) {
        long start = time.nanos();
        try {
            Reply reply = next.send(call);
            notifyOf(call, start, reply, null);
            return reply;
        } catch (ClearMlException failure) {
            notifyOf(call, start, null, failure);
            throw failure;
        }
    }

    private void notifyOf(Call call, long start, @Nullable Reply reply, @Nullable ClearMlException failure) {
        CallEvent.Builder event = CallEvent.builder()
                .endpoint(call.endpoint())
                .attempt(attempts(call, reply, failure))
                .duration(Duration.ofNanos(time.nanos() - start))
                .trx(call.trx());
        if (reply != null) {
            event.httpStatus(reply.httpStatus()).subcode(0);
            if (reply.requestId() != null) {
                event.requestId(reply.requestId());
            }
        }
        if (failure != null) {
            event.failure(failure);
            describe(failure, event);
        }
        CallEvent built = event.build();
        listeners.forEach(listener -> notifyOf(listener, built));
    }

    private static int attempts(Call call, @Nullable Reply reply, @Nullable ClearMlException failure) {
        if (failure instanceof CallException of) {
            return Math.max(1, of.attempts());
        }
        return reply == null ? call.attempt() : reply.attempts();
    }

    private static void describe(ClearMlException failure, CallEvent.Builder event) {
        if (failure instanceof OutcomeUnknownException && failure.getCause() instanceof CallException hiding) {
            describe(hiding, event);
        } else if (failure instanceof ApiException api) {
            event.httpStatus(api.error().httpStatus()).subcode(api.subcode()).requestId(api.requestId());
        } else if (failure instanceof GatewayException gateway) {
            event.httpStatus(gateway.httpStatus());
        } else if (failure instanceof DecodingException decoding) {
            event.requestId(decoding.requestId());
        }
    }

    private void notifyOf(CallListener listener, CallEvent event) {
        // On the caller's thread, which has an outcome to bring home: that stands, whatever is thrown here.
        Foreign.notify(LOG, "A CallListener", () -> notifyOf.accept(listener, event), error -> {});
    }
}
