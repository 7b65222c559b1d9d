package io.clearmladmin.k8s.controlplane;

import io.clearmladmin.internal.text.SafeText;
import java.time.Duration;

/** Formats counts, spans of time and other people's texts. */
final class Phrases {

    private static final int LONGEST = 300;

    private Phrases() {}

    /** One line of limited length. */
    static String line(String text) {
        return SafeText.line(text).strip();
    }

    /** The beginning of a message of others. */
    static String brief(String text) {
        return SafeText.line(text, LONGEST).strip();
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A span as kubectl prints it: its largest unit, rounded down. */
    static String span(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m" : Math.max(0, time.toSeconds()) + "s";
    }
}
