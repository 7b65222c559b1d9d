package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.endpoint.Secret;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whether a real broker answers. */
class BrokerPingTest {

    private static final Duration TIME = Duration.ofSeconds(20);

    @Test
    void a_broker_answers_and_after_a_failure_it_is_asked_with_the_settings_of_then() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            AtomicReference<KafkaSettings> settings = new AtomicReference<>(
                    kafka.scram().login(EmbeddedKafka.USER, Secret.of("wrong")).build());
            try (BrokerPing ping = BrokerPing.of(settings::get, TIME)) {
                assertThatThrownBy(ping::ask)
                        .isInstanceOfSatisfying(
                                KafkaFailureException.class,
                                failure -> assertThat(failure.reason())
                                        .isEqualTo(KafkaFailureException.Reason.WRONG_LOGIN));
                settings.set(kafka.scram().build());
                assertThatCode(ping::ask).doesNotThrowAnyException();
                assertThatCode(ping::ask).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void one_that_is_closed_asks_nobody() {
        BrokerPing ping = BrokerPing.of(
                () -> {
                    throw new AssertionError("nobody needs the settings");
                },
                TIME);
        ping.close();
        assertThatThrownBy(ping::ask).isInstanceOf(IllegalStateException.class);
    }
}
