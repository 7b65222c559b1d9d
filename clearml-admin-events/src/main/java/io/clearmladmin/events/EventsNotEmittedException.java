package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some events are not known to be durable. Those that are not named here are. */
public final class EventsNotEmittedException extends ClearMlException {

    private static final long serialVersionUID = 1;

    private final transient List<Failure> failures;

    /**
     * An event that was not published, as far as is known.
     *
     * @param event the event
     * @param fate whether it surely was not
     * @param reason why
     */
    public record Failure(Event event, Fate fate, String reason) {

        @Override
        public String toString() {
            return SafeText.of(this);
        }

        /** One for each of these events, all for the same reason. */
        public static List<Failure> of(Collection<Event> events, Fate fate, String reason) {
            return events.stream()
                    .map(event -> new Failure(event, fate, reason))
                    .toList();
        }
    }

    /** What is known of an event that is not known to be durable. */
    public enum Fate {
        /** It will not work however often it is tried: it is too large, say. */
        REFUSED,
        /** It was not published; trying again may work. */
        NOT_EMITTED,
        /** It may have been published. */
        UNKNOWN
    }

    /** With all of them, one at least. */
    public EventsNotEmittedException(List<Failure> failures, int emitted, @Nullable Throwable cause) {
        super(message(failures, emitted), cause);
        this.failures = List.copyOf(failures);
    }

    /** That none of these events, one at least, was published, as far as is known, and all for the same reason. */
    public static EventsNotEmittedException none(
            List<Event> events, Fate fate, String reason, @Nullable Throwable cause) {
        return new EventsNotEmittedException(Failure.of(events, fate, reason), 0, cause);
    }

    /** That one of these events was refused, and with it all others, of whoever publishes all of a call or nothing. */
    public static EventsNotEmittedException allOrNothing(
            List<Event> events, Event refused, String why, @Nullable Throwable cause) {
        List<Event> others = new ArrayList<>(events);
        others.remove(refused);
        List<Failure> failures = new ArrayList<>(events.size());
        failures.add(new Failure(refused, Fate.REFUSED, why));
        failures.addAll(Failure.of(
                others, Fate.NOT_EMITTED, "another event of the same call was refused: " + refused.subject()));
        return new EventsNotEmittedException(failures, 0, cause);
    }

    private static String message(List<Failure> failures, int emitted) {
        Failure first = failures.get(0);
        return failures.size() + " of " + (failures.size() + emitted) + " events were not published, the first "
                + first.event().type() + " of " + first.event().subject() + " (id "
                + first.event().id() + "): "
                + first.reason() + ". Emit those again; their ids stay the same.";
    }

    /** Each event that is not known to be durable; empty after the exception was serialised. */
    public List<Failure> failures() {
        return failures == null ? List.of() : failures;
    }

    /** Those of the failures that trying again will not mend; empty after the exception was serialised. */
    public List<Failure> refused() {
        return failures().stream()
                .filter(failure -> failure.fate() == Fate.REFUSED)
                .toList();
    }
}
