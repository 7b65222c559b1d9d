package io.clearmladmin.onboarding;

import java.util.List;

/** A value in a file of YAML, as it was written, and its place. */
sealed interface YamlNode {

    Place place();

    /** Line and column, from 1 on. */
    record Place(int line, int column) {}

    /** A text; {@code isPlain}, if it has no quotes. */
    record Text(Place place, String value, boolean isPlain) implements YamlNode {

        /** Whether it says that there is no value. */
        boolean isNothing() {
            return isPlain
                    && switch (value) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }
    }

    /** A map. */
    record Fields(Place place, List<Field> fields) implements YamlNode {}

    /** A list. */
    record Items(Place place, List<YamlNode> items) implements YamlNode {}

    /** What cannot be used; why is known already. */
    record Refused(Place place) implements YamlNode {}

    /** A field of a map. */
    record Field(Text name, YamlNode value) {}
}
