package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.BuilderRules;
import io.clearmladmin.house.HostileText;
import io.clearmladmin.house.HouseRules;
import io.clearmladmin.house.PublicMethods;
import io.clearmladmin.house.SourceRules;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodInventory;
import io.clearmladmin.k8s.events.PodMonitor;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that every published module keeps. */
class HouseRulesTest {

    private static final JavaClasses ALL = HouseRules.classesUnderTest();

    @ParameterizedTest
    @MethodSource("io.clearmladmin.house.HouseRules#all")
    void this_module_keeps_it(ArchRule rule) {
        rule.check(ALL);
    }

    @Test
    void so_do_its_sources() {
        assertThat(SourceRules.broken()).isEmpty();
    }

    @Test
    void so_do_its_builders_when_something_is_not_set() {
        assertThat(BuilderRules.broken()).isEmpty();
    }

    @Test
    void what_its_builders_have_built_no_longer_changes() {
        try (Kubernetes cluster =
                Kubernetes.builder().server(URI.create("http://127.0.0.1:1")).build()) {
            assertThat(BuilderCopies.broken(
                            Kubernetes.builder().server(URI.create("http://127.0.0.1:1")),
                            cluster.watch(absent(PodHandler.class)),
                            ControlPlane.builder(cluster),
                            Preflight.builder(cluster).baseDomain("clearml.example.com"),
                            LeaderLease.builder(cluster, "clearml", "monitor"),
                            PodInventory.builder(cluster, absent(EventSink.class)),
                            PodMonitor.builder(cluster, absent(LifecycleJournal.class))
                                    .source("uuid")))
                    .isEmpty();
        }
    }

    // None of them is called before something runs.
    private static <T> T absent(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, all) -> null));
    }

    @Test
    void what_it_prints_of_outside_text_does_no_harm() {
        assertThat(HostileText.shownRawly()).isEmpty();
    }

    @Test
    void its_public_methods_are_listed_as_blocking_or_not() {
        assertThat(PublicMethods.mistakes()).isEmpty();
    }
}
