package io.clearmladmin.k8s;

import static io.clearmladmin.house.BuilderCopies.absent;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.house.BuilderCopies;
import io.clearmladmin.house.KeepsHouseRules;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.k8s.events.LeaderLease;
import io.clearmladmin.k8s.events.PodInventory;
import io.clearmladmin.k8s.events.PodMonitor;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends KeepsHouseRules {

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
}
