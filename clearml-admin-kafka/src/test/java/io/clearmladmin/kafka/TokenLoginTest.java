package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.house.BlackHole;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import io.clearmladmin.kafka.KafkaSettings.Mechanism;
import io.clearmladmin.kafka.KafkaSettings.Protocol;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker lets in who brings a token of an identity provider. */
class TokenLoginTest {

    private static final Secret WRONG = Secret.of("kanari wrong secret");

    private static IdentityProvider provider;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        provider = IdentityProvider.start();
        kafka = EmbeddedKafka.start(IdentityProvider.ofBroker());
    }

    @AfterAll
    static void stop() {
        kafka.close();
        provider.close();
    }

    private static KafkaSettings.Builder settings() {
        return EmbeddedKafka.topics(kafka.plain(), "token")
                .bootstrapServers(kafka.loginAddress())
                .protocol(Protocol.SASL_PLAINTEXT)
                .mechanism(Mechanism.OAUTHBEARER)
                .login(IdentityProvider.CLIENT, IdentityProvider.SECRET)
                .tokenEndpoint(provider.endpoint());
    }

    @Test
    void topics_sink_and_journal_come_in_with_a_token() {
        KafkaSettings settings = settings().tokenScope("kafka events").build();
        try (Canaries canaries = new Canaries("kafka", "org.apache.kafka.server", "org.apache.kafka.controller")) {
            Topics.create(settings, 1, 1, Samples.SOON);
            Topics.checkForJournal(settings, Samples.SOON);
            try (KafkaSink sink = KafkaSink.open(settings);
                    KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
                sink.emit(List.of(Samples.inventory(1)), Samples.SOON);
                journal.restore();
                journal.record(Samples.lifecycle(0, 2), Samples.SOON);
                assertThat(journal.restore()).hasSize(2);
            }
            assertThat(canaries.seen()).noneMatch(line -> line.contains("kanari"));
        }
        assertThat(Reader.events(settings, settings.inventoryTopic())).containsExactly(Samples.inventory(1));
        assertThat(provider.questions())
                .anySatisfy(form -> assertThat(form)
                        .contains("grant_type=client_credentials")
                        .contains("scope=kafka+events"));
    }

    @Test
    void a_wrong_secret_is_reported_with_what_the_identity_provider_said() {
        assertPublished(
                settings().login(IdentityProvider.CLIENT, WRONG).build(),
                provider.endpoint().toString(),
                "no such client or secret",
                "user clearml-events");
    }

    @Test
    void a_token_that_the_broker_does_not_take_is_reported() {
        assertPublished(settings().tokenScope(IdentityProvider.STRANGE).build(), "OAUTHBEARER", "user clearml-events");
    }

    @Tag("long")
    @Test
    void an_identity_provider_that_is_not_there_or_silent_is_reported() {
        for (BlackHole hole : List.of(BlackHole.REFUSED, BlackHole.SILENT)) {
            try (BlackHole.Place place = hole.open()) {
                assertPublished(
                        settings()
                                .tokenEndpoint(URI.create(place.url() + "/token"))
                                .build(),
                        place.url() + "/token");
            }
        }
    }

    /** The check says it, and sink and journal do; none says a secret. */
    private static void assertPublished(KafkaSettings settings, String... words) {
        KafkaFailureException check = catchThrowableOfType(
                KafkaFailureException.class, () -> Topics.checkForSink(settings, Duration.ofSeconds(3)));
        assertThat(check)
                .isNotNull()
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("kanari")
                .extracting(KafkaFailureException::reason)
                .isEqualTo(Reason.WRONG_LOGIN);
        ClearMlException sink = catchThrowableOfType(ClearMlException.class, () -> {
            try (KafkaSink open = KafkaSink.open(settings)) {
                open.emit(Samples.lifecycle(0, 1), Samples.SOON);
            }
        });
        assertThat(sink).isNotNull().hasMessageContainingAll(words).hasMessageNotContaining("kanari");
    }

    @Test
    void a_token_endpoint_is_required_and_belongs_to_that_mechanism_alone() {
        KafkaSettings.Builder without = KafkaSettings.builder()
                .bootstrapServers("one.example:9092")
                .protocol(Protocol.SASL_SSL)
                .login("id", WRONG);
        assertThatThrownBy(() -> without.mechanism(Mechanism.OAUTHBEARER).build())
                .hasMessage("token endpoint: must be given, since the mechanism is OAUTHBEARER");
        assertThatThrownBy(() ->
                        without.mechanism(Mechanism.PLAIN).tokenScope("any").build())
                .hasMessageStartingWith("mechanism: must be OAUTHBEARER");
        assertThatThrownBy(() -> KafkaSettings.builder()
                        .bootstrapServers("one.example:9092")
                        .tokenTrustStore(Path.of("ca.pem"))
                        .build())
                .hasMessageStartingWith("mechanism: must be OAUTHBEARER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/token", "login.example.com/token", "https:/token", "https://a:kanari@b/token"})
    void what_is_no_address_of_a_token_endpoint_is_refused_before_anything_is_sent(String address) {
        assertThatThrownBy(() -> KafkaSettings.builder().tokenEndpoint(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token endpoint: must be like https://login.example.com/token, got")
                .hasMessageNotContaining("kanari");
    }
}
