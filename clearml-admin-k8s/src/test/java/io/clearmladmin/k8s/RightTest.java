package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real API server says of a user's rights. */
@Tag(KubeApi.TAG)
class RightTest {

    @Test
    void a_right_is_missing_until_it_is_given_and_the_rule_to_add_is_named() {
        KubeApi api = KubeApi.shared();
        String namespace = api.namespace("rights");
        Right right = Right.to("watch", "pods", namespace);
        try (Kubernetes kubernetes = api.connection(api.userToken(7)).build()) {
            assertThat(kubernetes.missing(right).orElseThrow())
                    .isEqualTo(
                            "A right is missing: add to a Role in namespace " + namespace
                                    + " that is bound to this user: apiGroups: [\"\"], resources: [\"pods\"], verbs: [\"watch\"]");
            assertThat(kubernetes
                            .missing(new Right("get", "coordination.k8s.io", "leases", "", "leader"))
                            .orElseThrow())
                    .contains("ClusterRole", "apiGroups: [\"coordination.k8s.io\"]");
            api.rights().grant(Rights.user(7), namespace, "pods", "watch");
            Await.until(
                    "the right is there",
                    Duration.ofSeconds(60),
                    () -> kubernetes.missing(right).isEmpty());
        }
        try (Kubernetes stranger = api.connection("nobody").build()) {
            assertThat(stranger.missing(right)).isEmpty();
        }
        assertThat(right).hasToString("watch pods in namespace " + namespace);
    }
}
