package io.clearmladmin.internal;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallListener.Scope;
import io.clearmladmin.calls.CallStart;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies listeners of the exchanges below it. It is in the stack twice: around calls, and around attempts. */
final class ListenerExchange implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");
    private static final String LISTENER = "A CallListener";

    private final Exchange next;
    private final List<CallListener> listeners;
    private final boolean ofCalls;
    private final Time time;

    private ListenerExchange(Exchange next, List<CallListener> listeners, boolean ofCalls, Time time) {
        this.next = next;
        this.listeners = listeners;
        this.ofCalls = ofCalls;
        this.time = time;
    }

    static Exchange toCalls(Exchange next, List<CallListener> listeners, Time time) {
        return listeners.isEmpty() ? next : new ListenerExchange(next, listeners, true, time);
    }

    static Exchange toAttempts(Exchange next, List<CallListener> listeners, Time time) {
        return listeners.isEmpty() ? next : new ListenerExchange(next, listeners, false, time);
    }

    /** Notifies the log, while its level is on. */
    static Exchange toLog(Exchange next, Time time) {
        Exchange reported = toAttempts(next, List.of(new LoggingListener()), time);
        return call -> (LoggingListener.isOn() ? reported : next).send(call);
    }

    @Override
    public Reply send(Call call) {
        long began = time.nanos();
        CallStart start = CallEvents.start(call, ofCalls, time);
        Deque<Scope> scopes = open(start);
        @Nullable Reply reply = null;
        @Nullable ClearMlException failure = null;
        try {
            reply = next.send(call);
            return reply;
        } catch (ClearMlException thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            if (reply == null && failure == null) {
                // Not the call's own failure: the target of a download cannot be written, or the JVM is broken.
                failure = CallEvents.broken(call);
            }
            Duration duration = Duration.ofNanos(time.nanos() - began);
            end(scopes, CallEvents.end(start, call, ofCalls, duration, reply, failure));
        }
    }

    private Deque<Scope> open(CallStart start) {
        Deque<Scope> scopes = new ArrayDeque<>(listeners.size());
        for (CallListener listener : listeners) {
            // On the caller's thread: the call's outcome stands, whatever is thrown here.
            Foreign.notify(
                    LOG,
                    LISTENER,
                    () -> scopes.push(ofCalls ? listener.openCall(start) : listener.openAttempt(start)),
                    error -> {});
        }
        return scopes;
    }

    private void end(Deque<Scope> scopes, CallEvent event) {
        for (Scope scope : scopes) {
            Foreign.notify(LOG, LISTENER, () -> scope.close(event), error -> {});
        }
        for (CallListener listener : listeners) {
            Foreign.notify(
                    LOG,
                    LISTENER,
                    () -> {
                        if (ofCalls) {
                            listener.onCall(event);
                        } else {
                            listener.onAttempt(event);
                        }
                    },
                    error -> {});
        }
    }
}
