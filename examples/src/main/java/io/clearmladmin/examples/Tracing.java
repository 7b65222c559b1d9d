package io.clearmladmin.examples;

import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallStart;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Makes each call a span, and each attempt one inside it; a login is an attempt inside the call that needed it. Give it to
 * {@code ClearMl.builder()} as a listener, and {@link #http} as the HTTP client, so that the trace continues on the server.
 */
public final class Tracing implements CallListener {

    private final OpenTelemetry telemetry;
    private final Tracer tracer;

    /** Traces to the application's own OpenTelemetry. */
    public Tracing(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("clearml-admin");
    }

    @Override
    public Scope openCall(CallStart call) {
        return open(tracer.spanBuilder(call.endpoint()).setAttribute("clearml.trx", call.trx()));
    }

    @Override
    public Scope openAttempt(CallStart attempt) {
        return open(tracer.spanBuilder("POST " + attempt.endpoint())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.resend_count", attempt.attempt() - 1));
    }

    @SuppressWarnings("MustBeClosedChecker") // The returned scope closes it, in every case.
    private static Scope open(SpanBuilder builder) {
        Span span = builder.startSpan();
        io.opentelemetry.context.Scope current = span.makeCurrent();
        return end -> {
            current.close();
            end.httpStatus().ifPresent(status -> span.setAttribute("http.response.status_code", status));
            end.requestId().ifPresent(id -> span.setAttribute("clearml.request_id", id));
            end.failure().ifPresent(failure -> span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage())));
            span.end();
        };
    }

    /** An HTTP client that sends the trace along with each request. */
    public OkHttpClient http() {
        return new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Request.Builder request = chain.request().newBuilder();
                    telemetry
                            .getPropagators()
                            .getTextMapPropagator()
                            .inject(Context.current(), request, Tracing::setHeader);
                    return chain.proceed(request.build());
                })
                .build();
    }

    private static void setHeader(Request.@Nullable Builder request, String name, String value) {
        if (request != null) {
            request.header(name, value);
        }
    }
}
