package io.clearmladmin.onboarding;

import io.clearmladmin.internal.check.Check;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lifetimes of keys, and what people write who mean one. */
final class Lifetimes {

    private static final String LONGEST = "P365D";
    private static final Pattern ISO =
            Pattern.compile("P(?:[0-9]{1,9}D)?(?:T(?:[0-9]{1,9}H)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}S)?)?(?<![PT])");
    // Neither months, which have no fixed length, nor m, which may be these or minutes.
    private static final Pattern PLAIN = Pattern.compile("p?([0-9]{1,6}) ?(?:(y|years?)|(w|weeks?)|(d|days?)|(h|hours?)"
            + "|(min|mins|minutes?)|(s|secs?|seconds?))");
    private static final String[] FORMS = {"P%dD", "P%dD", "P%dD", "PT%dH", "PT%dM", "PT%dS"};
    private static final int[] FACTORS = {365, 7, 1, 1, 1, 1};

    private Lifetimes() {}

    /** Whether a key may live as long. */
    static boolean isPossible(String iso) {
        try {
            Check.tokenLifetime("lifetime", Duration.parse(iso));
            return true;
        } catch (IllegalArgumentException | java.time.DateTimeException not) {
            return false;
        }
    }

    /** A lifetime as it is written: in days, if it is that many. */
    static String text(Duration lifetime) {
        boolean isInDays = lifetime.equals(Duration.ofDays(lifetime.toDays()));
        return isInDays ? "P" + lifetime.toDays() + "D" : lifetime.toString();
    }

    /** The possible lifetime that is probably meant. */
    static Optional<String> nearest(String text) {
        return meant(text).map(iso -> isTooLong(iso) ? LONGEST : iso).filter(Lifetimes::isPossible);
    }

    /** What to say of a text beside it: that it means too long a time. */
    static String remark(String text) {
        return meant(text)
                .filter(iso -> isTooLong(iso) && !iso.equals(text))
                .map(iso -> ", which is " + iso + " and too long")
                .orElse("");
    }

    private static boolean isTooLong(String iso) {
        return Duration.parse(iso).compareTo(Duration.parse(LONGEST)) > 0;
    }

    private static Optional<String> meant(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (ISO.matcher(upper).matches()) {
            return Optional.of(upper);
        }
        Matcher plain = PLAIN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!plain.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(plain.group(1));
        for (int unit = 0; unit < FORMS.length; unit++) {
            if (plain.group(unit + 2) != null) {
                return Optional.of(FORMS[unit].formatted(count * FACTORS[unit]));
            }
        }
        return Optional.empty();
    }
}
