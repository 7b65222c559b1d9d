package io.clearmladmin.internal.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of a series, whose times and numbers come in two lists. */
public final class Points {

    private Points() {}

    /** The non-null elements whose partner in the other list is not null either: a single one would shift the rest. */
    public static <T> List<T> whole(@Nullable List<@Nullable T> these, @Nullable List<?> others) {
        List<T> whole = new ArrayList<>();
        for (int i = 0; these != null && i < these.size(); i++) {
            T one = these.get(i);
            boolean isAlone = others != null && i < others.size() && others.get(i) == null;
            if (one != null && !isAlone) {
                whole.add(one);
            }
        }
        return List.copyOf(whole);
    }
}
