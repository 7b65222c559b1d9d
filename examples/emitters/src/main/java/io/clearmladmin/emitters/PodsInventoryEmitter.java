package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Inventory.Outcome;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.k8s.events.PodInventory;

/** Publishes an inventory of active task pods; replaces {@code clearml-pods-inventory}. */
public final class PodsInventoryEmitter {

    private PodsInventoryEmitter() {}

    /** Settings come from the environment: {@code examples/deploy/README.md} lists them. */
    public static void main(String[] args) {
        Emitter.main(PodsInventoryEmitter::run);
    }

    static ExitCode run(Emitter emitter) {
        try (Connections connections = new Connections(emitter.environment());
                EventSink sink = connections.events().sink()) {
            PodInventory inventory = PodInventory.builder(connections.kubernetes(), sink)
                    .query(connections.pods())
                    .tenants(connections.tenants())
                    .build();
            return new Inventory(emitter, start -> {
                        var report = inventory.run(start);
                        return new Outcome(report.published(), true, report.toString());
                    })
                    .run();
        }
    }
}
