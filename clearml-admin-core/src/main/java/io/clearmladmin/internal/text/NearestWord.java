package io.clearmladmin.internal.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant who misspelt it. */
public final class NearestWord {

    // Whatever is longer is no word.
    private static final int LONGEST = 200;
    private static final int MOST_CHANGES = 2;
    private static final int LETTERS_PER_CHANGE = 3;

    private NearestWord() {}

    /**
     * The known word that is nearest: two letters or a third of the word away at most, upper and lower case alike; empty if
     * none is.
     */
    public static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String meant = word.toLowerCase(Locale.ROOT);
        int most = Math.min(MOST_CHANGES, word.length() / LETTERS_PER_CHANGE);
        return known.stream()
                .filter(each -> Math.abs(each.length() - word.length()) <= most)
                .filter(each -> changes(meant, each.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.<String, Integer>comparing(each -> changes(meant, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, removed, changed or swapped with the next. Of long texts, it takes long. */
    public static int changes(String one, String other) {
        int[] secondLast = {};
        int[] last = new int[other.length() + 1];
        Arrays.setAll(last, column -> column);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[last.length];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
                int changed = last[j - 1] + (isSame ? 0 : 1);
                row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
                boolean isSwapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (isSwapped) {
                    row[j] = Math.min(row[j], secondLast[j - 2] + 1);
                }
            }
            secondLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
