package io.clearmladmin.emitters;

import java.util.Optional;

/**
 * What an emitter runs with.
 *
 * @param command what the process was started with
 * @param isBaseline whether a monitor only remembers what is there
 * @param schedule when an inventory runs; once, if there is none
 */
record Emitter(
        EmitterCommand command,
        boolean isBaseline,
        Settings settings,
        Connections connections,
        Operations operations,
        Stop stop,
        Optional<String> schedule) {

    /** Whether it shares the process with the others. */
    boolean isOneOfAll() {
        return command == EmitterCommand.ALL;
    }

    /** Whether it runs until it is stopped. */
    boolean isLasting() {
        return !isBaseline && (command.isMonitor() || schedule.isPresent());
    }
}
