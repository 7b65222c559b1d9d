package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Inventory.Outcome;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.EventSink;

/** Publishes an inventory of tenants; replaces {@code clearml-company-inventory}. */
public final class CompanyInventoryEmitter {

    private CompanyInventoryEmitter() {}

    /** Settings come from the environment: {@code examples/deploy/README.md} lists them. */
    public static void main(String[] args) {
        Emitter.main(CompanyInventoryEmitter::run);
    }

    static ExitCode run(Emitter emitter) {
        try (Connections connections = new Connections(emitter.environment());
                EventSink sink = connections.events().sink()) {
            CompanyInventory inventory =
                    CompanyInventory.builder(connections.clearml(), sink).build();
            return new Inventory(emitter, start -> {
                        var report = inventory.run(start);
                        return new Outcome(report.published(), report.isComplete(), report.toString());
                    })
                    .run();
        }
    }
}
