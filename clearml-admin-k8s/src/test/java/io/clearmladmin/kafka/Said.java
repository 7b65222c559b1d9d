package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.JournalFileException;
import io.clearmladmin.events.SnapshotNotEmittedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one call said of its events, each of which has one fate.
 *
 * @param of which call
 * @param fates by id; empty for an event that is durable
 * @param isInterrupted whether its thread was interrupted afterwards
 * @param thrown what the call threw
 */
record Said(
        String of,
        Map<UUID, Optional<Fate>> fates,
        boolean isInterrupted,
        @Nullable Throwable thrown) {

    /** Of a snapshot's source. */
    static final class SourceGone extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** Makes the call; whatever way out it takes, each event must have a fate. */
    static Said by(String name, List<Event> events, Runnable call) {
        Throwable thrown = null;
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        return new Said(
                name, fates(name, events, thrown), Thread.currentThread().isInterrupted(), thrown);
    }

    private static Map<UUID, Optional<Fate>> fates(String name, List<Event> events, @Nullable Throwable thrown) {
        if (thrown == null) {
            return all(events, Optional.empty());
        }
        if (thrown instanceof EventsNotEmittedException some) {
            return some(name, events, some.failures());
        }
        if (thrown instanceof SnapshotNotEmittedException whole) {
            boolean isOpen = whole.fate() == Fate.UNKNOWN;
            return all(events, Optional.of(isOpen ? Fate.UNKNOWN : Fate.NOT_EMITTED));
        }
        if (thrown instanceof JournalFencedException) {
            return all(events, Optional.of(Fate.UNKNOWN));
        }
        if (thrown instanceof VirtualMachineError) {
            return Stream.of(thrown.getSuppressed())
                    .filter(EventsNotEmittedException.class::isInstance)
                    .map(EventsNotEmittedException.class::cast)
                    .map(failure -> some(name, events, failure.failures()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " ended without a fate", thrown));
        }
        assertThat(thrown)
                .as("%s ended without a fate", name)
                .isInstanceOfAny(
                        IllegalStateException.class,
                        KafkaFailureException.class,
                        JournalFileException.class,
                        SourceGone.class);
        return all(events, Optional.of(Fate.NOT_EMITTED));
    }

    private static Map<UUID, Optional<Fate>> all(List<Event> events, Optional<Fate> fate) {
        Map<UUID, Optional<Fate>> all = new HashMap<>();
        events.forEach(event -> all.put(event.id(), fate));
        return all;
    }

    private static Map<UUID, Optional<Fate>> some(String name, List<Event> events, List<Failure> failures) {
        Map<UUID, Optional<Fate>> all = all(events, Optional.empty());
        List<UUID> failed =
                failures.stream().map(failure -> failure.event().id()).toList();
        assertThat(failed).as("%s: one fate each, of its own events", name).doesNotHaveDuplicates();
        assertThat(all.keySet()).as(name).containsAll(failed);
        failures.forEach(failure -> {
            assertThat(failure.reason()).as(name).isNotBlank();
            all.put(failure.event().id(), Optional.of(failure.fate()));
        });
        return all;
    }

    /** Holds what calls said against what the other side has. */
    static void hold(Collection<Said> all, Set<UUID> published) {
        for (Said said : all) {
            said.fates.forEach((id, fate) -> {
                if (fate.isEmpty()) {
                    assertThat(published).as("%s: durable", said.of).contains(id);
                } else if (fate.get() != Fate.UNKNOWN) {
                    assertThat(published).as("%s: %s", said.of, fate.get()).doesNotContain(id);
                }
            });
        }
    }
}
