package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Inventory.Outcome;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.k8s.TaskLookup;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.k8s.events.PodInventory;
import io.clearmladmin.micrometer.PodMeters;
import io.micrometer.core.instrument.Tag;
import java.util.Optional;

/** Publishes an inventory of active task pods; replaces {@code clearml-pods-inventory}. */
final class PodsInventory {

    private static final String NAME = "pods-inventory";

    private PodsInventory() {}

    static ExitCode run(Emitter emitter) {
        String source = emitter.connections().podInventory();
        // Of all runs, so that what one has looked up serves the next and failures add up.
        TenantResolver tenants = emitter.connections().tenants();
        Optional<TaskLookup> tasks = emitter.connections().tasks();
        PodMeters meters = PodMeters.in(emitter.operations().metrics(), Tag.of("emitter", NAME));
        meters.tenants(tenants);
        tasks.ifPresent(meters::tasks);
        return new Inventory(emitter, NAME, "pods", (start, sink) -> {
                    PodInventory.Builder builder =
                            inventory(emitter, sink).source(source).tenants(tenants);
                    tasks.ifPresent(builder::taskDetails);
                    return new Outcome(true, builder.build().run(start).toString());
                })
                .run();
    }

    private static PodInventory.Builder inventory(Emitter emitter, EventSink sink) {
        Connections connections = emitter.connections();
        PodInventory.Builder builder =
                PodInventory.builder(connections.kubernetes(), sink).query(connections.pods());
        emitter.settings().text(Setting.CLUSTER).ifPresent(builder::cluster);
        if (emitter.settings().flag(Setting.NODE_LABELS)) {
            builder.nodeLabels();
        }
        return builder;
    }
}
