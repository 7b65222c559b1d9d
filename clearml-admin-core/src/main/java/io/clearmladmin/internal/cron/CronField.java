package io.clearmladmin.internal.cron;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One of the five fields, as Kubernetes' CronJob reads it: lists of ranges with steps, names for months and weekdays. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day of week", 0, 6, "sun mon tue wed thu fri sat");

    private final String title;
    private final int first;
    private final int last;
    private final String names;

    CronField(String title, int first, int last, String names) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /**
     * The values of a field.
     *
     * @param isAny whether it matches any value, which decides how the two day fields combine
     */
    record Values(BitSet bits, boolean isAny) {

        boolean has(int value) {
            return bits.get(value);
        }
    }

    /** @param position of the text in the whole expression, from 1 */
    Values parse(String expression, String text, int position) {
        BitSet bits = new BitSet();
        boolean isAny = false;
        int at = position;
        for (String part : text.split(",", -1)) {
            isAny |= add(bits, new Source(expression, at), part);
            at += part.length() + 1;
        }
        return new Values(bits, isAny);
    }

    /** A field with its position, for messages. */
    private record Source(String expression, int position) {

        Source plus(int characters) {
            return new Source(expression, position + characters);
        }
    }

    private boolean add(BitSet bits, Source source, String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : step(source.plus(slash + 1), part.substring(slash + 1));
        boolean isOpen = range.equals("*") || range.equals("?");
        int from = first;
        int to = last;
        if (!isOpen) {
            int dash = range.indexOf('-');
            from = value(source, dash < 0 ? range : range.substring(0, dash));
            // A single value with a step runs to the end of the range.
            to = slash < 0 ? from : last;
            if (dash >= 0) {
                to = value(source.plus(dash + 1), range.substring(dash + 1));
            }
        }
        if (to < from) {
            throw refusal(source, "the range " + range + " ends before it begins; write two, with a comma");
        }
        for (int value = from; value <= to; value += step) {
            bits.set(value);
        }
        return isOpen && step == 1;
    }

    private int step(Source source, String text) {
        int step = number(source, text);
        if (step == 0) {
            throw refusal(source, "the step must be at least 1");
        }
        return Math.min(step, last + 1);
    }

    private int value(Source source, String text) {
        int named = names().indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + first : number(source, text);
        if (value < first || value > last) {
            String hint = this == DAY_OF_WEEK && value == 7 ? "; Sunday is 0" : "";
            throw refusal(source, value + " must be from " + first + " to " + last + hint);
        }
        return value;
    }

    private List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    private int number(Source source, String text) {
        boolean isNumber = !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!isNumber || text.length() > 9) {
            String what = text.isEmpty() ? "a number is missing" : "'" + text + "' is not a number";
            throw refusal(source, names.isEmpty() ? what : what + ", nor one of " + String.join(", ", names()));
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException refusal(Source source, String why) {
        return refusal(source.expression(), title, source.position(), why);
    }

    static IllegalArgumentException refusal(String expression, String title, int position, String why) {
        return new IllegalArgumentException(
                "schedule '" + expression + "', " + title + ", at character " + position + ": " + why);
    }

    String title() {
        return title;
    }
}
