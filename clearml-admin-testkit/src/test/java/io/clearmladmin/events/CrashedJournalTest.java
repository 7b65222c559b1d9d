package io.clearmladmin.events;

import static io.clearmladmin.events.Samples.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.testkit.InMemoryEventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash between any two steps of a journal with its file. */
class CrashedJournalTest {

    private static final int SMALL = 24 << 10;
    private static final Event LATER = Samples.event("pod/later", 1_000);

    @TempDir
    private Path folder;

    private final SimulatedDisk disk = new SimulatedDisk();
    private final InMemoryEventSink sink = new InMemoryEventSink();
    /** What the journal remembered after each call, and how many steps had been done by then. */
    private final List<Map<String, Event>> states = new ArrayList<>();

    private final List<Integer> acknowledged = new ArrayList<>();

    @Test
    void a_process_that_is_killed_at_any_step_leaves_what_was_acknowledged_and_no_damage() throws IOException {
        check(1, SimulatedDisk::afterKill);
    }

    @Tag("long")
    @Test
    void a_power_failure_at_any_step_leaves_what_was_acknowledged_and_no_damage() throws IOException {
        check(3, SimulatedDisk::afterPowerFailure);
    }

    @Test
    void a_crash_at_any_step_of_an_upgrade_leaves_the_old_file_or_the_new_one() throws IOException {
        Path file = folder.resolve("journal");
        FirstFormat.copy("closed", file);
        Map<String, Event> state;
        try (LocalJournal journal = new LocalJournal(file, sink, disk, SMALL)) {
            state = journal.restore();
        }
        assertThat(state).isNotEmpty();
        Random random = new Random();
        for (int done = 0; done <= disk.steps().size(); done++) {
            for (Crash crash : List.<Crash>of(SimulatedDisk::afterKill, SimulatedDisk::afterPowerFailure)) {
                Path left = folder.resolve("left-" + done);
                FirstFormat.copy("closed", left);
                crash.leave(disk.steps().subList(0, done), left, random);
                try (LocalJournal journal = LocalJournal.open(left, sink)) {
                    assertThat(journal.restore()).as(done + " steps").isEqualTo(state);
                }
            }
        }
        assertThat(sink.events()).isEmpty();
    }

    private interface Crash {
        void leave(List<SimulatedDisk.Step> steps, Path file, Random random) throws IOException;
    }

    private void check(int runs, Crash crash) throws IOException {
        work();
        List<SimulatedDisk.Step> steps = disk.steps();
        assertThat(steps.stream().filter(step -> step.kind() == SimulatedDisk.Step.Kind.NAMED))
                .as("made, and made smaller twice")
                .hasSizeGreaterThanOrEqualTo(3);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int done = 0; done <= steps.size(); done++) {
            for (int run = 0; run < runs; run++) {
                Path left = folder.resolve("left-" + done + "-" + run);
                crash.leave(steps.subList(0, done), left, random);
                checkLeft(left, run == 0, done, "seed " + seed + ", " + done + " of " + steps.size() + " steps");
                Files.delete(left);
            }
        }
        System.out.println("crashed after each of " + steps.size() + " steps, " + runs + " times");
    }

    private void work() {
        Map<String, Event> state = new LinkedHashMap<>();
        acknowledged(state);
        try (LocalJournal journal = new LocalJournal(folder.resolve("journal"), sink, disk, SMALL)) {
            journal.restore();
            acknowledged(state);
            for (int batch = 0; batch < 20; batch++) {
                List<Event> events = new ArrayList<>();
                for (int pod = 0; pod < 1 + batch % 4; pod++) {
                    events.add(
                            Samples.event("pod/" + (batch + pod) % 5, batch, Map.of("text", "x".repeat(4_000 * pod))));
                }
                journal.record(events, SOON);
                events.forEach(event -> state.put(event.subject(), event));
                acknowledged(state);
                if (batch % 6 == 4) {
                    journal.forget(List.of("pod/" + batch % 5), SOON);
                    state.remove("pod/" + batch % 5);
                    acknowledged(state);
                }
            }
        }
    }

    private void acknowledged(Map<String, Event> state) {
        states.add(Map.copyOf(state));
        acknowledged.add(disk.steps().size());
    }

    private void checkLeft(Path left, boolean goesOn, int done, String as) {
        int last = 0;
        while (last + 1 < acknowledged.size() && acknowledged.get(last + 1) <= done) {
            last++;
        }
        Map<String, Event> next = states.get(Math.min(last + 1, states.size() - 1));
        InMemoryEventSink again = new InMemoryEventSink();
        try (LocalJournal journal = LocalJournal.open(left, again)) {
            Map<String, Event> restored = journal.restore();
            assertThat(restored).as(as).isIn(states.get(last), next);
            assertThat(next.values()).as(as).containsAll(again.events());
            if (!goesOn) {
                return;
            }
            journal.record(List.of(LATER), SOON);
        }
        try (LocalJournal journal = LocalJournal.open(left, again)) {
            assertThat(journal.restore()).as(as).containsEntry("pod/later", LATER);
        }
    }
}
