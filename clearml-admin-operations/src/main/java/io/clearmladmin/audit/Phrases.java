package io.clearmladmin.audit;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Phrases of reports. */
final class Phrases {

    private static final int MOST = 10;

    private Phrases() {}

    /** The first ten, and how many more there are. */
    static String list(Collection<?> things) {
        String first = things.stream().limit(MOST).map(Object::toString).collect(Collectors.joining(", "));
        return things.size() <= MOST ? first : first + " and " + (things.size() - MOST) + " more";
    }

    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The texts in an untyped list of a reply. */
    static List<String> texts(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? list.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }
}
