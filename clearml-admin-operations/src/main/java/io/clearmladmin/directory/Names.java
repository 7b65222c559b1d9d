package io.clearmladmin.directory;

import io.clearmladmin.internal.text.NearestWord;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds one thing by its name.
 *
 * @param kind what it is, for messages
 * @param name the name as it stands in listings
 * @param shown the name and the id
 */
record Names<T>(String kind, Function<T, String> name, Function<T, String> shown) {

    private static final int MOST_SHOWN = 10;

    /** The only one that this fits. */
    T only(String wanted, List<T> all, Predicate<T> fits) {
        List<T> found = all.stream().filter(fits).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (!found.isEmpty()) {
            throw new NameNotFoundException(
                    kind,
                    wanted,
                    "is not the only one; give the id of one of: ",
                    found.stream().map(shown).limit(MOST_SHOWN).toList());
        }
        List<String> nearest =
                NearestWord.of(wanted, all.stream().map(name).toList()).stream().toList();
        throw new NameNotFoundException(
                kind, wanted, nearest.isEmpty() ? "does not exist" : "does not exist; did you mean ", nearest);
    }
}
