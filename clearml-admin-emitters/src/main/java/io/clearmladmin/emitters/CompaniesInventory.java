package io.clearmladmin.emitters;

import io.clearmladmin.emitters.Inventory.Outcome;
import io.clearmladmin.events.CompanyInventory;

/** Publishes an inventory of tenants; replaces {@code clearml-company-inventory}. */
final class CompaniesInventory {

    private CompaniesInventory() {}

    static ExitCode run(Emitter emitter) {
        return new Inventory(emitter, "company-inventory", "companies", (start, sink) -> {
                    var report = CompanyInventory.builder(emitter.connections().clearml(), sink)
                            .source(emitter.settings().required(Setting.COMPANY_INVENTORY_SOURCE))
                            .build()
                            .run(start);
                    return new Outcome(report.isComplete(), report.toString());
                })
                .run();
    }
}
