package io.clearmladmin.emitters;

import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.events.HealthProbe;
import io.clearmladmin.kafka.BrokerPing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks what the program depends on every few seconds whether it answers; {@code /readyz} shows what does not. */
final class Dependencies implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final List<HealthProbe> probes = new ArrayList<>();
    private final Optional<BrokerPing> kafka;

    Dependencies(Emitter emitter) {
        Connections connections = emitter.connections();
        kafka = emitter.settings().isToKafka()
                ? Optional.of(BrokerPing.of(connections.events().kafka()::kafka, ANSWER))
                : Optional.empty();
        kafka.ifPresent(ping -> add("kafka", ping::ask, emitter));
        if (emitter.command().needsApiServer(emitter.settings())) {
            CallOptions options = CallOptions.builder().callTimeout(ANSWER).build();
            add("api-server", () -> connections.clearml().with(options).debug().ping(), emitter);
        }
    }

    private void add(String name, HealthProbe.Question question, Emitter emitter) {
        Duration bound = emitter.settings().seconds(Setting.READY_WITHIN);
        Duration third = bound.dividedBy(3);
        HealthProbe probe = HealthProbe.builder(name, question)
                // More than once within the bound, so that one answer that is lost makes nobody unready.
                .every(third.compareTo(ANSWER) < 0 ? third : ANSWER)
                .staleAfter(bound)
                .build();
        emitter.operations().health(probe);
        probes.add(probe);
    }

    void start() {
        probes.forEach(HealthProbe::start);
    }

    @Override
    public void close() {
        // Whoever asks ends first.
        probes.forEach(HealthProbe::close);
        kafka.ifPresent(BrokerPing::close);
    }
}
