package io.clearmladmin.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.InvalidIdException;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.calls.FakeUser;
import io.clearmladmin.testkit.calls.Fault;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final Path PAGE = Path.of("..", "docs", "listening.md");
    private static final Path SOURCE = Path.of("src", "main", "java", "io", "clearmladmin", "examples", "Tracing.java");

    /** Stores the spans. */
    private static final class Spans implements SpanExporter {

        private final List<SpanData> all = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            all.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        SpanData last(String name) {
            return all.stream()
                    .filter(span -> span.getName().equals(name))
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }
    }

    private final Spans spans = new Spans();
    private final List<String> parents = new CopyOnWriteArrayList<>();
    private FakeClearMl fake;
    private ClearMl clearml;

    @BeforeEach
    void start() {
        fake = FakeClearMl.start(Edition.OPEN_SOURCE);
        Tracing tracing = new Tracing(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build());
        OkHttpClient http = tracing.http()
                .newBuilder()
                .addNetworkInterceptor(chain -> {
                    parents.add(String.valueOf(chain.request().header("traceparent")));
                    return chain.proceed(chain.request());
                })
                .build();
        FakeUser system = fake.systemUser();
        clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials(system.accessKey(), system.secretKey().reveal())
                .listener(tracing)
                .httpClient(http)
                .build();
    }

    @AfterEach
    void stop() {
        clearml.close();
        fake.close();
    }

    @Test
    void attempts_and_login_are_in_the_trace_of_their_call_and_the_server_gets_its_id() {
        fake.inject(Fault.gatewayError(502).on("users.get_all").times(1));
        clearml.call("users.get_all", Repeat.SAFE, Map.of());
        SpanData call = spans.last("users.get_all");
        SpanData login = spans.last("POST auth.login");
        SpanData attempt = spans.last("POST users.get_all");
        assertThat(login.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(spans.all).hasSize(4);
        assertThat(parents).hasSize(3);
        assertThat(parents.get(2)).startsWith("00-" + call.getTraceId() + "-" + attempt.getSpanId() + "-");
    }

    @Test
    void a_failure_is_on_its_spans_and_nothing_stays_open() {
        assertThatThrownBy(() -> clearml.queues().getById("nosuch")).isInstanceOf(InvalidIdException.class);
        assertThat(spans.last("queues.get_by_id").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        clearml.debug().ping();
        assertThat(spans.last("debug.ping").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void the_class_on_the_page_is_this_one() throws IOException {
        String source = Files.readString(SOURCE)
                .replaceFirst("package .*\\n+", "")
                .replaceFirst("(?s)/\\*\\*.*?\\*/\\n(?=public final class)", "");
        assertThat(Files.readString(PAGE)).contains("```java\n" + source + "```");
    }
}
