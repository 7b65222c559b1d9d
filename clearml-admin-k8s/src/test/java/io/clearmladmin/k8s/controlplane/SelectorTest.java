package io.clearmladmin.k8s.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fits what. */
class SelectorTest {

    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "redis", "tier", "cache");

    private static boolean fits(Selector selector) {
        return selector.fits("clearml-redis-master", LABELS, Set.of("redis", "metrics"));
    }

    @Test
    void labels_fit_as_kubectl_takes_them() {
        assertThat(fits(Selector.labels("app.kubernetes.io/name=redis"))).isTrue();
        assertThat(fits(Selector.labels("app.kubernetes.io/name == redis , tier!=disk,tier,!canary")))
                .isTrue();
        assertThat(fits(Selector.labels("tier=disk"))).isFalse();
        assertThat(fits(Selector.labels("tier!=cache"))).isFalse();
        assertThat(fits(Selector.labels("!tier"))).isFalse();
        assertThat(fits(Selector.labels("canary!=yes"))).isTrue();
        assertThat(fits(Selector.labels("tier="))).isFalse();
    }

    @Test
    void a_star_in_a_name_stands_for_anything() {
        assertThat(fits(Selector.workload("clearml-redis-*"))).isTrue();
        assertThat(fits(Selector.workload("*redis*"))).isTrue();
        assertThat(fits(Selector.workload("clearml-redis"))).isFalse();
        assertThat(fits(Selector.workload("clearml.redis.master"))).isFalse();
    }

    @Test
    void all_that_is_said_must_fit() {
        Selector both = Selector.container("redis").and(Selector.labels("tier=cache"));
        assertThat(fits(both)).isTrue();
        assertThat(fits(both.and(Selector.workload("other")))).isFalse();
        assertThat(fits(Selector.container("sentinel"))).isFalse();
        assertThat(both).hasToString("labels tier=cache and container redis");
        assertThatIllegalArgumentException().isThrownBy(() -> both.and(Selector.container("metrics")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=b,", "!a=b", "a in (b)", "a=b c", "=b"})
    void labels_that_make_no_sense_are_refused(String labels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.labels(labels))
                .withMessageStartingWith("labels: ");
    }

    @Test
    void images_are_taken_apart() {
        assertThat(Image.of("registry:5000/allegroai/clearml:2.3.0@sha256:abc"))
                .isEqualTo(
                        new Image("registry:5000/allegroai/clearml", Optional.of("2.3.0"), Optional.of("sha256:abc")))
                .hasToString("registry:5000/allegroai/clearml:2.3.0@sha256:abc");
        assertThat(Image.of("registry:5000/clearml").version()).isEqualTo("latest");
        assertThat(Image.of("clearml@sha256:abc").version()).isEqualTo("sha256:abc");
    }

    @Test
    void a_layout_keeps_its_order_and_says_what_it_has() {
        Layout layout = Layout.publicChart("prod")
                .external("mongodb")
                .without("agent")
                .with(Component.required("redis", Selector.labels("app=dragonfly")));
        assertThat(layout.components().stream().map(Component::name))
                .containsExactly(
                        "async delete", "apiserver", "fileserver", "webserver", "mongodb", "elasticsearch", "redis");
        assertThat(layout.components().get(1).selectors().get(0))
                .isEqualTo(Selector.workload("prod-clearml-apiserver"));
        assertThat(Layout.publicChart("my-clearml")
                        .components()
                        .get(1)
                        .selectors()
                        .get(0))
                .isEqualTo(Selector.workload("my-clearml-apiserver"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout.external("postgres"))
                .withMessageContaining("no component 'postgres'")
                .withMessageContaining("elasticsearch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.publicChart("Not A Release"))
                .withMessageStartingWith("release: ");
        assertThatIllegalArgumentException().isThrownBy(() -> Component.required("redis"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Component(" ", Component.Need.EXTERNAL, List.of()));
    }
}
