package io.clearmladmin.k8s.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.report.Severity;
import io.clearmladmin.testkit.FakeClearMl;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is reported of the server itself, beside a control plane that is well. */
@EnableKubernetesMockClient(crud = true, https = false)
class ControlPlaneServerTest {

    @SuppressWarnings("NullAway.Init") // set by the extension
    private KubernetesClient client;

    @BeforeEach
    void install() {
        new Installed(client, "clearml").whole();
    }

    private ControlPlane.Builder builder() {
        return ControlPlane.builder(Kubernetes.of(client)).clock(Clock.fixed(Installed.NOW, ZoneOffset.UTC));
    }

    @Test
    void the_server_itself_is_checked() {
        try (FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
                ClearMl clearml = fake.connect()) {
            ControlPlaneReport well = builder().clearml(clearml).build().run();
            assertThat(well.report().findings()).isEmpty();
            assertThat(well.server().orElseThrow().answers()).isTrue();
            assertThat(well.server().orElseThrow().version()).isPresent();

            fake.stub("login.supported_modes", call -> Map.of("server_errors", Map.of("es_connection_error", true)));
            ControlPlaneReport unwell = builder().clearml(clearml).build().run();
            assertThat(unwell.isHealthy()).isFalse();
            assertThat(unwell.report().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.check()).isEqualTo("server");
                assertThat(finding.what()).isEqualTo("Elasticsearch");
                assertThat(finding.evidence()).isEqualTo("The server cannot reach it");
            });
        }
    }

    @Test
    void a_server_that_is_down_is_a_finding() {
        FakeClearMl fake = FakeClearMl.start();
        fake.close();
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(fake.url())
                .credentials("KEY", "SECRET")
                .unreachableRetry(Duration.ofSeconds(1))
                .build()) {
            ControlPlaneReport report = builder().clearml(clearml).build().run();
            assertThat(report.server().orElseThrow().answers()).isFalse();
            assertThat(report.report().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(finding.evidence()).startsWith("Does not answer: ");
            });
        }
    }
}
