package io.clearmladmin.kafka;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds a choice by its name. */
final class Named {

    private Named() {}

    static <E> E of(String setting, String name, E[] choices, Function<E, String> nameOf) {
        String wanted = name.strip();
        return Arrays.stream(choices)
                .filter(choice -> nameOf.apply(choice).equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(setting + ": '" + wanted + "' is not known; it must be one of "
                                + Arrays.stream(choices).map(nameOf).collect(Collectors.joining(", "))));
    }
}
