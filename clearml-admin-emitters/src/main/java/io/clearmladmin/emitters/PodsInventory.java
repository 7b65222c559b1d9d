package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Inventory.Outcome;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.k8s.events.PodInventory;
import java.time.Instant;

/** Publishes an inventory of active task pods; replaces {@code clearml-pods-inventory}. */
final class PodsInventory {

    private PodsInventory() {}

    static ExitCode run(Emitter emitter) {
        String source = emitter.connections().podInventory();
        return new Inventory(emitter, "pods-inventory", "pods", (start, sink) -> run(emitter, source, start, sink))
                .run();
    }

    private static Outcome run(Emitter emitter, String source, Instant start, EventSink sink) {
        Connections connections = emitter.connections();
        PodInventory.Builder builder = PodInventory.builder(connections.kubernetes(), sink)
                .source(source)
                .query(connections.pods())
                .tenants(connections.tenants());
        emitter.settings().text(Setting.CLUSTER).ifPresent(builder::cluster);
        if (emitter.settings().flag(Setting.NODE_LABELS)) {
            builder.nodeLabels();
        }
        connections.tasks().ifPresent(builder::taskDetails);
        return new Outcome(true, builder.build().run(start).toString());
    }
}
