package io.clearmladmin.emitters;

import java.util.List;

/**
 * What {@code --check-config} says.
 *
 * @param text for people: every setting with its value and where it came from, then what was looked at
 * @param isRight whether nothing is wrong
 */
record CheckedConfiguration(String text, boolean isRight) {

    private static final String MASK = "***";

    static CheckedConfiguration of(EmitterCommand command, Settings settings, List<StartCheck.Result> results) {
        StringBuilder text = new StringBuilder("Settings of " + command.word() + ":\n");
        for (Setting setting : Setting.values()) {
            settings.text(setting)
                    .map(value -> setting.isSecret() ? MASK : value)
                    .ifPresent(value -> text.append("  ")
                            .append(setting.key())
                            .append(" = ")
                            .append(value)
                            .append(" (")
                            .append(settings.origin(setting).orElse("default"))
                            .append(")\n"));
        }
        text.append("\nChecks:\n");
        results.forEach(result -> text.append(result.isFault() ? "  wrong  " : "  ok     ")
                .append(result.what())
                .append(result.isFault() ? ": " + result.fault().replace("\n", "\n         ") : "")
                .append('\n'));
        return new CheckedConfiguration(text.toString(), results.stream().noneMatch(StartCheck.Result::isFault));
    }
}
