package io.clearmladmin.emitters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be run, by the first word of the command line. */
enum EmitterCommand {
    PODS_MONITOR("pods-monitor", "publishes each change of a task pod's state"),
    PODS_INVENTORY("pods-inventory", "publishes each active task pod"),
    COMPANY_INVENTORY("company-inventory", "publishes each tenant with custom events"),
    COMPANY_MONITOR("company-monitor", "publishes each change of a tenant"),
    ALL("all", "runs all of them in one process");

    private final String word;
    private final String text;

    EmitterCommand(String word, String text) {
        this.word = word;
        this.text = text;
    }

    String word() {
        return word;
    }

    /** What it does, for people. */
    String text() {
        return text;
    }

    /** What it runs: itself, or every other. */
    List<EmitterCommand> each() {
        return this == ALL
                ? Arrays.stream(values()).filter(command -> command != ALL).toList()
                : List.of(this);
    }

    boolean isMonitor() {
        return this == PODS_MONITOR || this == COMPANY_MONITOR || this == ALL;
    }

    boolean isInventory() {
        return this == PODS_INVENTORY || this == COMPANY_INVENTORY || this == ALL;
    }

    /** Whether it reads pods. */
    boolean needsCluster() {
        return this == PODS_MONITOR || this == PODS_INVENTORY || this == ALL;
    }

    /** Whether it reads all tenants. */
    boolean needsTenants() {
        return this == COMPANY_MONITOR || this == COMPANY_INVENTORY || this == ALL;
    }

    boolean needsApiServer(Settings settings) {
        return needsTenants()
                || settings.flag(Setting.TENANT_LOOKUP)
                || settings.flag(Setting.TASK_DETAILS)
                || !settings.isToKafka();
    }

    /** What must be set for it. */
    List<Setting> required(Settings settings) {
        List<Setting> required = new ArrayList<>();
        if (settings.isToKafka()) {
            required.add(Setting.KAFKA_HOST);
        } else {
            required.add(Setting.TEMPLATE);
            if (isMonitor()) {
                required.add(Setting.JOURNAL);
            }
        }
        if (this == PODS_MONITOR || this == ALL) {
            required.add(Setting.PODS_MONITOR_UUID);
        }
        if (this == COMPANY_MONITOR || this == ALL) {
            required.add(Setting.COMPANY_MONITOR_UUID);
        }
        return required;
    }

    static Optional<EmitterCommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word.equals(word))
                .findFirst();
    }
}
